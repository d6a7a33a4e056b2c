import { childrenNamed, classesOf, elements, isNode, textOf, within, type XmlChild, type XmlNode } from './tree.ts';
import { texOf } from './math-in.ts';

/** What the reading of a text comes upon; `where` is added by who reads the item. */
export type TextFinds = {
  /** Something acts: the item is refused (BNK-42). */
  readonly active: (what: string) => void;
  /** Something that our texts do not have: the item is named with it, and not taken in. */
  readonly unsupported: (what: string) => void;
  /** Something was left out that changes nothing of what is asked. */
  readonly dropped: (what: string) => void;
  /** The name under which a file of the package is known here; undefined where it is not there. */
  readonly media: (address: string) => string | undefined;
};

const blocks = new Set(['p', 'div', 'ul', 'ol', 'table', 'figure', 'h1', 'h2', 'h3', 'h4', 'section', 'blockquote']);
const forbidden = new Set(
  'script style iframe embed form input button select textarea link meta base frame frameset applet'.split(' '),
);

/** Refuses what acts anywhere in an item, seen or not: scripts, handlers, frames, styles, addresses that run. */
export function checkActive(root: XmlNode, finds: Pick<TextFinds, 'active' | 'dropped'>): void {
  for (const each of within(root)) {
    if (forbidden.has(each.name.toLowerCase())) finds.active(`<${each.name}>`);
    for (const [name, value] of Object.entries(each.attributes)) {
      if (/^on/iu.test(name)) finds.active(name);
      else if (/^\s*(?:javascript|vbscript|data)\s*:/iu.test(value)) finds.active(`${name}="${value.slice(0, 40)}"`);
      else if (name === 'style') {
        if (/url|expression|import|behavior|position/iu.test(value)) finds.active(`style="${value.slice(0, 40)}"`);
        else finds.dropped('style');
      }
    }
  }
}

/** Blocks of a text as the library's Markdown, an empty line between them. */
export function blocksOf(children: readonly XmlChild[], finds: TextFinds): string {
  const out: string[] = [];
  let run: XmlChild[] = [];
  const close = (): void => {
    const line = inlineOf(run, finds).trim();
    if (line !== '') out.push(atStart(line));
    run = [];
  };
  for (const child of children) {
    if (!isNode(child) || !blocks.has(child.name)) {
      run.push(child);
      continue;
    }
    close();
    const block = blockOf(child, finds);
    if (block !== '') out.push(block);
  }
  close();
  return out.join('\n\n');
}

function blockOf(block: XmlNode, finds: TextFinds): string {
  switch (block.name) {
    case 'p':
      return atStart(inlineOf(block.children, finds).trim());
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
      return `### ${inlineOf(block.children, finds).trim()}`;
    case 'ul':
    case 'ol':
      return listOf(block, finds);
    case 'table':
      return tableOf(block, finds);
    default:
      return blocksOf(block.children, finds);
  }
}

function listOf(list: XmlNode, finds: TextFinds): string {
  const items = childrenNamed(list, 'li').map((item, place) => {
    const sign = list.name === 'ol' ? `${place + 1}. ` : '- ';
    return sign + blocksOf(item.children, finds).replaceAll('\n', `\n${' '.repeat(sign.length)}`);
  });
  return items.join('\n');
}

function tableOf(table: XmlNode, finds: TextFinds): string {
  const rows = [...within(table)].filter(({ name }) => name === 'tr');
  const cells = rows.map((row) => {
    const own = elements(row).filter(({ name }) => name === 'td' || name === 'th');
    if (own.some(({ attributes }) => attributes['rowspan'] || attributes['colspan'])) finds.unsupported('rowspan');
    return own.map((cell) =>
      blocksOf(cell.children, finds)
        .replace(/\s*\n\s*/gu, ' ')
        .replaceAll('|', '\\|'),
    );
  });
  const width = Math.max(0, ...cells.map((row) => row.length));
  const lines = cells.map((row) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? '').join(' | ')} |`);
  const [head = '', ...rest] = lines;
  return [head, `|${' --- |'.repeat(width)}`, ...rest].join('\n');
}

/** A line of a text as Markdown. */
export function inlineOf(children: readonly XmlChild[], finds: TextFinds): string {
  return children.map((child) => (isNode(child) ? pieceOf(child, finds) : escaped(child))).join('');
}

function pieceOf(piece: XmlNode, finds: TextFinds): string {
  const inside = (): string => inlineOf(piece.children, finds);
  switch (piece.name) {
    case 'strong':
    case 'b':
      return around('**', inside());
    case 'em':
    case 'i':
      return around('*', inside());
    case 's':
    case 'del':
      return around('~~', inside());
    case 'span':
      return classesOf(piece).includes('tirek-struck') ? around('~~', inside()) : inside();
    case 'sub':
    case 'sup':
      return `$${piece.name === 'sub' ? '_' : '^'}{${textOf(piece).replace(/[\\{}$]/gu, '')}}$`;
    case 'br':
      return '\\\n';
    case 'math':
      return formulaOf(piece, finds);
    case 'img':
    case 'object':
    case 'audio':
    case 'video':
      return mediumOf(piece, finds);
    case 'picture': {
      const image = childrenNamed(piece, 'img')[0];
      return image ? mediumOf(image, finds) : '';
    }
    case 'a':
    case 'u':
    case 'small':
    case 'big':
    case 'q':
    case 'cite':
    case 'code':
    case 'tt':
    case 'abbr':
    case 'label':
    case 'var':
      finds.dropped(`<${piece.name}>`);
      return inside();
    case 'p':
    case 'div':
      return inside();
    case 'feedbackInline':
    case 'feedbackBlock':
    case 'hr':
      finds.dropped(`<${piece.name}>`);
      return '';
    default:
      finds.unsupported(`<${piece.name}>`);
      return '';
  }
}

function formulaOf(math: XmlNode, finds: TextFinds): string {
  const tex = texOf(math);
  if (tex === undefined) finds.unsupported('<math>');
  if (tex === undefined || tex === '') return '';
  return math.attributes['display'] === 'block' ? `$$\n${tex}\n$$` : `$${tex}$`;
}

function mediumOf(medium: XmlNode, finds: TextFinds): string {
  const { attributes } = medium;
  const address = attributes['src'] ?? attributes['data'] ?? sourceIn(medium);
  const type = attributes['type'] ?? '';
  const isSound = medium.name === 'audio' || type.startsWith('audio/');
  if (medium.name === 'video' || (medium.name === 'object' && !isSound && !type.startsWith('image/'))) {
    finds.unsupported(`<${medium.name} type="${type}">`);
    return '';
  }
  const name = finds.media(address);
  if (name === undefined) return '';
  const words = (attributes['alt'] ?? textOf(medium))
    .replace(/[[\]\n\\$]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return isSound ? `!sound[${words || '♪'}](${name})` : `![${words || '…'}](${name})`;
}

function sourceIn(medium: XmlNode): string {
  return childrenNamed(medium, 'source')[0]?.attributes['src'] ?? '';
}

function around(mark: string, text: string): string {
  const inner = text.trim();
  if (inner === '') return text;
  const [before = ''] = /^\s*/u.exec(text) ?? [];
  const [after = ''] = /\s*$/u.exec(text) ?? [];
  return `${before}${mark}${inner}${mark}${after}`;
}

/** A plain text as Markdown: what Markdown would take for its own is marked, all else stays as it is. */
export function escaped(text: string): string {
  return text
    .replace(/\s+/gu, (spaces) => (/[\u00a0\u202f]/u.test(spaces) ? spaces.replace(/[ \n\t\r]+/gu, ' ') : ' '))
    .replace(/[\\`[\]$]|<(?=[a-z/!?])|(?<!\s)\*|\*(?!\s)/giu, '\\$&')
    .replace(/(?<![\p{L}\d])_|_(?![\p{L}\d])/gu, '\\_')
    .replaceAll('~~', '\\~~')
    .replace(/&(?=#?\w+;)/gu, '\\&');
}

/** A line that would begin a list, a heading or a table. */
function atStart(line: string): string {
  return line.replace(/^([#>+-])(?=\s|#)/u, '\\$1').replace(/^(\d+)([.)])(?=\s)/u, '$1\\$2');
}
