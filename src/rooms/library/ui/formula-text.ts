import type { Html } from '../model/pack.ts';

/** Part of what a DOM has: enough to read a formula. */
type Piece = { readonly nodeName: string; readonly textContent: string | null; readonly childNodes: Iterable<Piece> };

/**
 * A lesson's line in plain text, its formulas in one line (5/9, x^2): for names of buttons and fields, where a screen
 * reader would find nothing else. Undefined for a line without a formula: that is its own name.
 */
export function nameOfLine(html: Html): string | undefined {
  if (!html.includes('<math')) return undefined;
  const template = document.createElement('template');
  template.innerHTML = html;
  return lineOf(template.content).replace(/\s+/g, ' ').trim();
}

const binary: Readonly<Record<string, string>> = { mfrac: '/', msup: '^', msub: '_', munder: '_', mover: '^' };

/** The text of a piece with its formulas in one line. */
export function lineOf(piece: Piece): string {
  const children = [...piece.childNodes];
  if (children.length === 0) return piece.textContent ?? '';
  const name = piece.nodeName.toLowerCase();
  const lines = children.filter((child) => child.nodeName !== '#text' || !(name in binary)).map(lineOf);
  const [first = '', second = '', third = ''] = lines;
  if (name in binary) return `${grouped(first)}${binary[name]}${grouped(second)}`;
  if (name === 'msubsup' || name === 'munderover') return `${grouped(first)}_${grouped(second)}^${grouped(third)}`;
  if (name === 'msqrt') return `√${grouped(lines.join(''))}`;
  if (name === 'mroot') return `${second}√${grouped(first)}`;
  return lines.join('');
}

function grouped(text: string): string {
  return /^(\p{L}+|[\d,.]+)$/u.test(text.trim()) ? text.trim() : `(${text.trim()})`;
}
