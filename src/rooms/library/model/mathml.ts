import temml from 'temml';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Html } from './pack.ts';

// What the floor (Chromium 114) draws, and the attributes without which it would draw something else.
const elements = new Set(
  'math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle mpadded mphantom mmultiscripts mprescripts none menclose'.split(' '),
);
const attributes = new Set(
  'display displaystyle scriptlevel mathvariant stretchy fence separator form lspace rspace minsize maxsize symmetric movablelimits largeop accent accentunder linethickness width height depth voffset columnspan rowspan'.split(' '),
);

/** Classes that `ui/math.css` draws, because Chromium does not (`menclose`), or because a page's policy bars styles. */
const classes: Readonly<Record<string, string>> = {
  'tml-left': 'ml',
  'tml-right': 'mr',
  'tml-overline': 'line-over',
  'tml-underline': 'line-under',
  'tml-cancel': '',
  upstrike: 'strike-up',
  downstrike: 'strike-down',
  xstrike: 'strike-x',
  sout: 'strike-out',
  'tml-fbox': 'boxed',
  'menclose': '',
};

/**
 * Turns TeX into MathML without styles, ids or links. The error is a key with the reason, for the writer: TeX that
 * cannot be read, or that asks for what MathML Core does not draw (colours, links, pictures).
 */
export function mathMl(tex: string, isDisplay: boolean): Result<Html, { key: string; reason: string }> {
  let raw: string;
  try {
    raw = temml.renderToString(tex, { displayMode: isDisplay, throwOnError: true, strict: true, trust: false });
  } catch (error) {
    // Temml says by throwing what is wrong with the TeX; that is an expected failure here.
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return err({ key: 'formula-unreadable', reason });
  }
  return tidy(raw);
}

function tidy(raw: string): Result<Html, { key: string; reason: string }> {
  let refused = '';
  const html = raw.replace(/<(\/?)([\w-]+)((?:\s+[\w-]+="[^"]*")*)\s*(\/?)>/gu, (tag, close: string, name: string, rest: string) => {
    if (!elements.has(name)) refused ||= name;
    const element = name === 'menclose' ? 'mrow' : name;
    if (close) return `</${element}>`;
    const kept = [...rest.matchAll(/([\w-]+)="([^"]*)"/gu)].flatMap(([, attribute = '', value = '']) => {
      if (attribute === 'style' && /color|background/u.test(value)) refused ||= 'color';
      return keptAttribute(name, attribute, value);
    });
    return `<${element}${mergedClasses(kept)}>`;
  });
  if (refused) return err({ key: 'formula-not-drawn', reason: refused });
  return ok(html.replaceAll('<mspace></mspace>', ''));
}

function keptAttribute(element: string, name: string, value: string): readonly (readonly [string, string])[] {
  if (attributes.has(name)) return [[name, value]];
  if (name === 'notation') return [['class', notationClass(value)]];
  if (name === 'class') return [['class', value.split(' ').map((one) => classes[one] ?? '').filter(Boolean).join(' ')]];
  if (name === 'style' && element === 'mtd') return [['class', cellClasses(value)]];
  return [];
}

function notationClass(notation: string): string {
  const drawn: Readonly<Record<string, string>> = {
    updiagonalstrike: 'strike-up',
    downdiagonalstrike: 'strike-down',
    'updiagonalstrike downdiagonalstrike': 'strike-x',
    horizontalstrike: 'strike-out',
    top: 'line-over',
    bottom: 'line-under',
    box: 'boxed',
  };
  return drawn[notation] ?? '';
}

/** The lines of a table's cell and the sides on which it has no padding. */
function cellClasses(style: string): string {
  const found: string[] = [];
  for (const side of ['top', 'right', 'bottom', 'left']) {
    if (new RegExp(`border-${side}:(?!0)`, 'u').test(style)) found.push(`line-${side}`);
    if (new RegExp(`padding-${side}:0(?![.\\d]*[1-9])`, 'u').test(style)) found.push(`tight-${side}`);
  }
  return found.join(' ');
}

function mergedClasses(kept: readonly (readonly [string, string])[]): string {
  const all = new Set(kept.filter(([name]) => name === 'class').flatMap(([, value]) => value.split(' ')).filter(Boolean));
  const plain = kept.filter(([name]) => name !== 'class').map(([name, value]) => ` ${name}="${value}"`);
  const list = all.size > 0 ? [` class="${[...all].join(' ')}"`] : [];
  return [...plain, ...list].join('');
}
