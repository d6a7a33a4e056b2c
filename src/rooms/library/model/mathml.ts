import temml from 'temml';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Html } from './pack.ts';

export type FormulaError = { readonly key: 'formula-unreadable' | 'formula-not-drawn'; readonly reason: string };

/**
 * What the floor (Chromium 114) draws. `menclose` is drawn by us: it becomes an `mrow` with a class. Not there is
 * `mmultiscripts`: Temml 0.13.5 writes its scripts in the wrong order.
 */
const elements = new Set(
  [
    'math mrow mi mn mo mtext mspace mfrac msqrt mroot mstyle mpadded mphantom menclose',
    'msub msup msubsup munder mover munderover mtable mtr mtd',
  ].flatMap((names) => names.split(' ')),
);

/** The attributes without which a formula would look different. */
const attributes = new Set(
  [
    'display displaystyle scriptlevel mathvariant stretchy fence separator form lspace rspace minsize maxsize',
    'symmetric movablelimits largeop accent accentunder linethickness width height depth voffset',
  ].flatMap((names) => names.split(' ')),
);

/** Classes of Temml's that `ui/math.css` draws, by our names; the rest are for other browsers or are not needed. */
const classes = new Map([
  ['tml-left', 'ml'],
  ['tml-right', 'mr'],
  ['tml-jot', 'wide-rows'],
  ['tml-overline', 'line-over'],
  ['tml-underline', 'line-under'],
]);

const enclosures = new Map([
  ['top', 'line-over'],
  ['bottom', 'line-under'],
  ['updiagonalstrike', 'strike-up'],
  ['downdiagonalstrike', 'strike-down'],
  ['updiagonalstrike downdiagonalstrike', 'strike-x'],
  ['horizontalstrike', 'strike-out'],
  ['box', 'boxed'],
]);

const tags = /<(\/?)([\w-]+)((?:\s+[\w-]+="[^"]*")*)\s*\/?>/gu;

/**
 * PCK-7: turns TeX into MathML without styles, ids, links or colours: a page's policy bars style attributes, and our
 * own style sheet draws what MathML Core leaves out. The error says what cannot be read, or what would not be drawn.
 */
export function mathMl(tex: string, isDisplay: boolean): Result<Html, FormulaError> {
  let raw: string;
  try {
    raw = temml.renderToString(tex, { displayMode: isDisplay, throwOnError: true, strict: true, trust: false });
  } catch (error) {
    // Temml says by throwing what is wrong with the TeX; that is an expected failure here.
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return err({ key: 'formula-unreadable', reason: reason.trim() });
  }
  const refused: string[] = [];
  const html = raw.replace(tags, (_, slash: string, name: string, rest: string) => {
    if (!elements.has(name)) refused.push(name);
    const element = name === 'menclose' ? 'mrow' : name;
    return slash ? `</${element}>` : `<${element}${tidyAttributes(rest, refused)}>`;
  });
  const [reason] = refused;
  return reason === undefined
    ? ok(html.replaceAll('<mspace></mspace>', ''))
    : err({ key: 'formula-not-drawn', reason });
}

function tidyAttributes(source: string, refused: string[]): string {
  const names = new Set<string>();
  const kept = [...source.matchAll(/([\w-]+)="([^"]*)"/gu)].map(([, name = '', value = '']) => {
    const found = classesOf(name, value, refused);
    for (const one of found) names.add(one);
    return attributes.has(name) ? ` ${name}="${value}"` : '';
  });
  const list = names.size > 0 ? ` class="${[...names].join(' ')}"` : '';
  return kept.join('') + list;
}

function classesOf(name: string, value: string, refused: string[]): readonly string[] {
  if (name === 'class') return value.split(' ').flatMap((one) => classes.get(one) ?? []);
  if (name === 'style') return value.split(';').flatMap((declaration) => styleClass(declaration, refused));
  if (name !== 'notation') {
    if (name.includes('color') || name.includes('background')) refused.push(name);
    return [];
  }
  const enclosure = enclosures.get(value);
  if (!enclosure) refused.push(value);
  return enclosure ? [enclosure] : [];
}

/** What a declaration means to us: a class, nothing (the browser does it anyway), or a refusal. */
function styleClass(declaration: string, refused: string[]): readonly string[] {
  const [property = '', value = ''] = declaration.split(':').map((part) => part.trim());
  const side = /^(?:border|padding)-(top|right|bottom|left)$/u.exec(property)?.[1];
  const isZero = Number.parseFloat(value) === 0;
  if (side && property.startsWith('border')) return isZero ? [] : [`line-${side}`];
  if (side) return isZero ? [`tight-${side}`] : [];
  if (property === 'border') return ['boxed'];
  if (property === 'math-depth') return ['full-size'];
  const isIdle = ['', 'display', 'padding', 'font-style', 'font-weight', 'white-space'].includes(property);
  if (!isIdle) refused.push(property);
  return [];
}
