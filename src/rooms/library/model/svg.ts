import type { PictureSize } from './media.ts';
import type { PackErrorKey, Report } from './pack-error.ts';

const elements = new Set(
  [
    'svg g defs symbol use title desc style switch',
    'path rect circle ellipse line polyline polygon text tspan textPath marker',
    'linearGradient radialGradient stop pattern clipPath mask filter',
    'feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR',
    'feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile feTurbulence',
  ].flatMap((names) => names.split(' ')),
);

/** Elements in which spaces between tags are drawn. */
const textElements = new Set(['text', 'tspan', 'textPath', 'title', 'desc', 'style']);

/** What drawing programs leave behind; it goes without a word. */
const droppedElements = new Set(['metadata']);

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<![^>]*>|<\/?[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>|[^<]+|</gu;

type Tag = {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly isEmpty: boolean;
};

type Refuse = (key: PackErrorKey, values: Record<string, string>) => void;

/** A picture that may be shown. */
export type CleanSvg = { readonly text: string; readonly size: PictureSize };

/**
 * LIB-5: lets through an SVG that only draws. Comments, an XML declaration and what editors leave (`metadata`, elements
 * and attributes with prefixes of their own) are taken out; anything that acts, moves or loads is an error with its
 * line: scripts, event handlers, `foreignObject`, animation, links, and references that leave the file.
 */
export function cleanSvg(source: string, report: Report): CleanSvg | undefined {
  const out: string[] = [];
  const open: string[] = [];
  let dropped = 0;
  let line = 1;
  let size: PictureSize | undefined;
  let isRefused = false;
  const refuse: Refuse = (key, values) => {
    isRefused = true;
    report(key, line, values);
  };
  for (const [text] of source
    .replace(/^\ufeff/u, '')
    .replace(/\r\n?/gu, '\n')
    .matchAll(token)) {
    if (text.startsWith('</')) {
      const name = text.slice(2, -1).trim();
      if (open.pop() !== name) refuse('svg-tags', { found: text });
      if (dropped > 0) dropped -= 1;
      else out.push(`</${name}>`);
    } else if (/^<[a-zA-Z]/u.test(text)) {
      const tag = readTag(text);
      if (!tag) refuse('svg-tag-form', { found: text });
      else if (dropped > 0 || isEditors(tag.name)) dropped += tag.isEmpty ? 0 : 1;
      else {
        checkTag(tag, open.length, refuse);
        if (open.length === 0) size = sizeOf(tag);
        out.push(written(tag));
      }
      if (tag && !tag.isEmpty) open.push(tag.name);
    } else if (text.startsWith('<!') && !text.startsWith('<!--')) {
      refuse('svg-declaration', { found: text.slice(0, 40) });
    } else if (text === '<') {
      refuse('svg-tag-form', { found: text });
    } else if (!text.startsWith('<') && dropped === 0) {
      if (open.at(-1) === 'style') checkStyle(text, refuse);
      if (/&(?!amp;|lt;|gt;|quot;|apos;|#)/u.test(text)) refuse('svg-tag-form', { found: text.trim().slice(0, 60) });
      const isDrawn = textElements.has(open.at(-1) ?? '');
      out.push(isDrawn ? text : text.trim());
    }
    line += text.split('\n').length - 1;
  }
  if (open.length > 0) refuse('svg-tags', { found: `<${open.at(-1)}>` });
  if (!size) refuse('svg-size', {});
  return isRefused || !size ? undefined : { text: `${out.join('').trim()}\n`, size };
}

function readTag(text: string): Tag | undefined {
  const match = /^<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>$/u.exec(text);
  if (!match) return undefined;
  const [, name = '', rest = '', slash] = match;
  const attributes = [...rest.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu)].map(
    ([, attribute = '', double, single = '']) => [attribute, (double ?? single).replace(/\s+/gu, ' ')] as const,
  );
  return { name, attributes, isEmpty: slash === '/' };
}

function isEditors(name: string): boolean {
  return name.includes(':') || droppedElements.has(name);
}

function checkTag(tag: Tag, depth: number, refuse: Refuse): void {
  if (!elements.has(tag.name)) refuse('svg-element', { element: tag.name });
  if ((depth === 0) !== (tag.name === 'svg')) refuse('svg-root', { element: tag.name });
  for (const [name, value] of tag.attributes) {
    const plain = decoded(value);
    if (/[<]|&(?!amp;|lt;|gt;|quot;|apos;|#)/u.test(value)) refuse('svg-tag-form', { found: `${name}="${value}"` });
    if (/^on/iu.test(name)) refuse('svg-handler', { attribute: name });
    if (/^(xlink:)?href$/iu.test(name) && !/^#[\w.-]+$/u.test(plain)) refuse('svg-outside', { found: value });
    checkReferences(plain, name === 'xmlns' || name.startsWith('xmlns:'), refuse);
  }
}

function checkStyle(text: string, refuse: Refuse): void {
  const plain = decoded(text);
  if (/@|expression|\\/u.test(plain)) refuse('svg-style', { found: plain.trim().slice(0, 60) });
  checkReferences(plain, false, refuse);
}

function checkReferences(value: string, isNamespace: boolean, refuse: Refuse): void {
  if (isNamespace) return;
  const calls = [...value.matchAll(/url\s*\(\s*['"]?([^)]*)/giu)];
  const isOutside =
    calls.some(([, target = '']) => !target.startsWith('#')) || /(?:javascript|data|https?|file):/iu.test(value);
  if (isOutside) refuse('svg-outside', { found: value.trim().slice(0, 60) });
}

/** Entities could hide what is refused. */
function decoded(value: string): string {
  return value
    .replace(/&#x([\da-f]{1,6});/giu, (_, code: string) => character(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});/gu, (_, code: string) => character(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function character(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
}

function written({ name, attributes, isEmpty }: Tag): string {
  const kept = attributes.filter(
    ([attribute]) => !attribute.includes(':') || /^(xml|xlink|xmlns:xlink)/u.test(attribute),
  );
  const list = kept.map(([attribute, value]) => ` ${attribute}="${value.replaceAll('"', '&quot;')}"`);
  return `<${name}${list.join('')}${isEmpty ? '/' : ''}>`;
}

/** A picture without a `viewBox` cannot be made to fit a screen. */
function sizeOf({ attributes }: Tag): PictureSize | undefined {
  const box =
    attributes
      .find(([name]) => name === 'viewBox')?.[1]
      .trim()
      .split(/[\s,]+/u)
      .map(Number) ?? [];
  const [, , width = 0, height = 0] = box;
  return box.length === 4 && width > 0 && height > 0
    ? { width: Math.round(width), height: Math.round(height) }
    : undefined;
}
