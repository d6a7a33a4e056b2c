import { childrenNamed, classesOf, elements, isBlank, isNode, within, type XmlChild, type XmlNode } from './tree.ts';

/** A piece of an item's body: text, an interaction that is a block, or text with interactions in its lines. */
export type Segment =
  | { readonly kind: 'text'; readonly children: readonly XmlChild[] }
  | { readonly kind: 'block'; readonly interaction: XmlNode }
  | { readonly kind: 'lines'; readonly lines: readonly XmlNode[]; readonly isEach: boolean; readonly mark: string }
  | { readonly kind: 'stimulus'; readonly id: string; readonly children: readonly XmlChild[] }
  | { readonly kind: 'task'; readonly children: readonly XmlChild[] }
  | { readonly kind: 'why'; readonly children: readonly XmlChild[] }
  | { readonly kind: 'dropped'; readonly what: string };

const inline = new Set(['textEntryInteraction', 'inlineChoiceInteraction']);

export function isInteraction({ name }: XmlNode): boolean {
  return name.endsWith('Interaction');
}

/** The body of an item, in its order. */
export function segmentsOf(body: XmlNode): readonly Segment[] {
  return merged(body.children.flatMap(segmentOf));
}

function segmentOf(child: XmlChild): readonly Segment[] {
  if (!isNode(child)) return isBlank(child) ? [] : [{ kind: 'text', children: [child] }];
  if (isInteraction(child))
    return inline.has(child.name) ? [inLine([child], child)] : [{ kind: 'block', interaction: child }];
  const classes = classesOf(child);
  if (classes.includes('tirek-stimulus'))
    return [{ kind: 'stimulus', id: child.attributes['id'] ?? '', children: child.children }];
  if (classes.includes('tirek-task')) return [{ kind: 'task', children: child.children }];
  if (child.name === 'rubricBlock') return [rubric(child)];
  if (/^(?:feedback|template|info|printed|modal)/u.test(child.name))
    return [{ kind: 'dropped', what: `<${child.name}>` }];
  const inside = [...within(child)].filter(isInteraction);
  if (inside.length === 0) return [{ kind: 'text', children: [child] }];
  const isLines = inside.every(({ name }) => inline.has(name));
  if (isLines && (child.name !== 'div' || classes.includes('tirek-gap'))) {
    const blocks = childrenNamed(child, 'p');
    return [inLine(blocks.length > 0 ? blocks : [child], child)];
  }
  return child.children.flatMap(segmentOf);
}

function inLine(lines: readonly XmlNode[], of: XmlNode): Segment {
  const classes = classesOf(of);
  const mark = classes.find((name) => /^tirek-(?:gap|number|short)$/u.test(name)) ?? '';
  return { kind: 'lines', lines, isEach: classes.includes('tirek-each'), mark };
}

/** What is written for whoever scores is the reasoning; what is for others is not for the pupil's text either. */
function rubric(block: XmlNode): Segment {
  const views = (block.attributes['view'] ?? '').split(/\s+/u);
  const content = elements(block).find(({ name }) => name === 'contentBody') ?? block;
  if (views.includes('scorer')) return { kind: 'why', children: content.children };
  return views.includes('candidate')
    ? { kind: 'text', children: content.children }
    : { kind: 'dropped', what: `<rubricBlock view="${views.join(' ')}">` };
}

/** Lines that follow each other without marks of ours are one text with several gaps. */
function merged(segments: readonly Segment[]): readonly Segment[] {
  const out: Segment[] = [];
  for (const segment of segments) {
    const last = out.at(-1);
    if (segment.kind === 'lines' && last?.kind === 'lines' && segment.mark === '' && last.mark === '') {
      out[out.length - 1] = { ...last, lines: [...last.lines, ...segment.lines] };
    } else if (segment.kind === 'text' && last?.kind === 'text') {
      out[out.length - 1] = { kind: 'text', children: [...last.children, ...segment.children] };
    } else out.push(segment);
  }
  return out;
}
