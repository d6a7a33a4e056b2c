import type { Html } from '#rooms/library/index.ts';

/** A piece of a face as the template draws it: text, or an element with what is in it. What people wrote is data in it. */
export type PrintNode =
  | string
  | { readonly t: string; readonly a: Readonly<Record<string, string>>; readonly c: readonly PrintNode[] };

type Open = { readonly t: string; readonly a: Record<string, string>; readonly c: PrintNode[] };

const tags = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*(\/?)>/giu;
const empty = new Set(['img', 'br', 'hr']);

/**
 * The elements of HTML that the library's rules made (it is well formed, and its tags are few). What is not closed is closed
 * at the end; a closing tag that fits nothing is left out.
 */
export function printTree(html: Html): readonly PrintNode[] {
  const root: Open = { t: '', a: {}, c: [] };
  const stack: Open[] = [root];
  let at = 0;
  const text = (until: number): void => {
    const said = unescaped(html.slice(at, until));
    if (said !== '') stack.at(-1)?.c.push(said);
  };
  for (const match of html.matchAll(tags)) {
    const [whole, slash, name = '', rest = '', closed] = match;
    text(match.index);
    at = match.index + whole.length;
    const tag = name.toLowerCase();
    if (slash) {
      const open = stack.findLastIndex(({ t }) => t === tag);
      if (open > 0) stack.splice(open);
      continue;
    }
    const node: Open = { t: tag, a: attributesOf(rest), c: [] };
    stack.at(-1)?.c.push(node);
    if (!closed && !empty.has(tag)) stack.push(node);
  }
  text(html.length);
  return root.c;
}

function attributesOf(source: string): Record<string, string> {
  const found = source.matchAll(/([a-z-]+)="([^"]*)"/giu);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name.toLowerCase(), unescaped(value)]));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function unescaped(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]+|#\d+|[a-z]+);/giu, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
  });
}
