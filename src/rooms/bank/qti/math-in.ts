import { elements, isNode, textOf, within, type XmlNode } from './tree.ts';

const signs: Readonly<Record<string, string>> = {
  '×': '\\times ',
  '⋅': '\\cdot ',
  '·': '\\cdot ',
  '÷': '\\div ',
  '±': '\\pm ',
  '−': '-',
  '≤': '\\le ',
  '≥': '\\ge ',
  '≠': '\\ne ',
  '≈': '\\approx ',
  '→': '\\to ',
  '∞': '\\infty ',
  '°': '^{\\circ}',
  '%': '\\%',
  π: '\\pi ',
  α: '\\alpha ',
  β: '\\beta ',
  γ: '\\gamma ',
  λ: '\\lambda ',
  μ: '\\mu ',
  ρ: '\\rho ',
  Δ: '\\Delta ',
  Ω: '\\Omega ',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
};
/** What carries no meaning of its own: invisible times, application of a function. */
const silent = /[\u2061-\u2064]/gu;
const rows = new Set(['math', 'mrow', 'mstyle', 'mpadded', 'semantics', 'mphantom']);

/**
 * TeX for a formula: its own annotation where it has one, else what presentation MathML says; undefined where that is more
 * than a row of fractions, powers, indices, roots and text.
 */
export function texOf(math: XmlNode): string | undefined {
  const own = [...within(math)].find(({ name, attributes }) => {
    return name === 'annotation' && /^application\/x-(?:la)?tex$/iu.test(attributes['encoding'] ?? '');
  });
  const tex = own ? textOf(own) : rowTex(elements(math));
  return tex === undefined || tex.includes('$') ? undefined : tex.trim();
}

function rowTex(parts: readonly XmlNode[]): string | undefined {
  const written = parts.filter(({ name }) => !name.startsWith('annotation')).map(partTex);
  return written.every((tex) => tex !== undefined) ? written.join('') : undefined;
}

function partTex(part: XmlNode): string | undefined {
  const { name, children } = part;
  const text = textOf(part).replace(silent, '').trim();
  if (rows.has(name)) return rowTex(elements(part));
  switch (name) {
    case 'mi':
    case 'mn':
    case 'mo':
      return children.some(isNode) ? undefined : signTex(name, text);
    case 'mtext':
      return /^[^\\{}$]*$/u.test(text) ? `\\text{${textOf(part)}}` : undefined;
    case 'mspace':
      return '\\ ';
    case 'mfrac':
      return withParts(part, 2, ([up, down]) => `\\frac{${up}}{${down}}`);
    case 'msup':
      return withParts(part, 2, ([base, over]) => `{${base}}^{${over}}`);
    case 'msub':
      return withParts(part, 2, ([base, under]) => `{${base}}_{${under}}`);
    case 'msubsup':
      return withParts(part, 3, ([base, under, over]) => `{${base}}_{${under}}^{${over}}`);
    case 'mroot':
      return withParts(part, 2, ([base, degree]) => `\\sqrt[${degree}]{${base}}`);
    case 'msqrt': {
      const inside = rowTex(elements(part));
      return inside === undefined ? undefined : `\\sqrt{${inside}}`;
    }
    case 'mfenced': {
      const inside = rowTex(elements(part));
      return inside === undefined ? undefined : `(${inside})`;
    }
    default:
      return undefined;
  }
}

function signTex(name: string, text: string): string {
  const tex = [...text].map((sign) => signs[sign] ?? sign).join('');
  if (name === 'mn') return tex.replaceAll(',', '{,}');
  return name === 'mi' && [...text].length > 1 && /^\p{L}+$/u.test(text) ? `\\mathrm{${text}}` : tex;
}

function withParts(part: XmlNode, count: number, make: (written: readonly string[]) => string): string | undefined {
  const written = elements(part).map((each) => partTex(each));
  const all = written.filter((tex) => tex !== undefined);
  return all.length === count && written.length === count ? make(all) : undefined;
}
