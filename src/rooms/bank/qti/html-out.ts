import type { Html } from '#rooms/library/index.ts';
import { readXml } from './xml-read.ts';
import { classesOf, isNode, node, type XmlChild, type XmlNode } from './tree.ts';

/** Where a package keeps the file that a face names. */
export type MediaPath = (ref: string) => string;

const empty = /<(img|br|hr)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/gu;

/**
 * HTML of our own as elements of an item: addresses of the package in place of hashes, and each formula with the TeX that
 * it was made from, so that whoever takes the item in again can go on writing it. `formulas` are those of its text; what is used
 * is taken out.
 */
export async function elementsOf(html: Html, formulas: string[], path: MediaPath): Promise<readonly XmlChild[]> {
  const closed = html
    .replace(empty, (_, name: string, attributes: string) => `<${name}${attributes}/>`)
    .replaceAll('&nbsp;', '\u00a0')
    .replace(/ (controls|loading="lazy")(?=[\s/>])/gu, '');
  const read = await readXml(new TextEncoder().encode(`<div>${closed}</div>`));
  if (!read.ok) throw new Error(`a face is not well-formed: ${read.error.reason}`);
  return read.value.children.map((child) => outside(child, formulas, path));
}

/** The TeX of a text's formulas, in their order. */
export function formulasIn(source: string): string[] {
  const found = source.matchAll(/(?<!\\)\$\$([\s\S]+?)\$\$|(?<!\\)\$((?:\\.|[^$\\])+)\$/gu);
  return [...found].map(([, block, line]) => (block ?? line ?? '').trim());
}

function outside(child: XmlChild, formulas: string[], path: MediaPath): XmlChild {
  if (!isNode(child)) return child;
  const children = child.children.map((each) => (child.name === 'math' ? each : outside(each, formulas, path)));
  const { class: _class, 'data-media': media, ...attributes } = child.attributes;
  switch (child.name) {
    case 'math':
      return withTex(child, formulas.shift());
    case 'img':
      return node('img', { src: path(media ?? ''), ...attributes });
    case 'audio':
    case 'video':
      return node('object', { data: path(media ?? ''), type: typeOf(media ?? '') }, [attributes['aria-label'] ?? '']);
    case 's':
      return node('span', { class: 'tirek-struck' }, children);
    case 'figure':
      return node(
        'p',
        {},
        children.filter((each) => isNode(each) && each.name !== 'figcaption'),
      );
    case 'th':
    case 'td':
      return node(child.name, {}, children);
    default:
      return node(child.name, attributes, children);
  }
}

function withTex(math: XmlNode, tex: string | undefined): XmlNode {
  const { display } = math.attributes;
  const shown = node('mrow', {}, math.children.map(plainMath));
  const told = tex === undefined ? [] : [node('annotation', { encoding: 'application/x-tex' }, [tex])];
  return node('math', display === 'block' ? { display } : {}, [node('semantics', {}, [shown, ...told])]);
}

/** Our own classes in formulas mean nothing to other readers. */
function plainMath(child: XmlChild): XmlChild {
  if (!isNode(child)) return child;
  const { class: _class, ...attributes } = child.attributes;
  return node(child.name, classesOf(child).length > 0 ? attributes : child.attributes, child.children.map(plainMath));
}

const soundTypes: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  webm: 'video/webm',
  mp4: 'video/mp4',
};

function typeOf(ref: string): string {
  return soundTypes[ref.slice(ref.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
