import type { MarkdownIt, StateBlock, StateInline, Token } from 'markdown-it';
import type { PackErrorKey } from './pack-error.ts';

/**
 * Teaches markdown-it what a lesson's text has beyond CommonMark. Each rule only makes a token; whether the formula can
 * be read or the file exists is checked when the tokens are walked:
 * - `formula` (content: TeX; markup `$` or `$$`), PCK-7;
 * - `medium` (content: label; info: `sound` or `video`; attr `src`), PCK-8;
 * - `gap` (content: what stands between the braces), PCK-15, only where `env.hasGaps`;
 * - `fault` (meta.key: the key of an error).
 */
export function addLessonRules(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'formula', inlineFormula);
  md.inline.ruler.before('image', 'medium', medium);
  md.inline.ruler.push('gap', gap);
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  md.block.ruler.before('fence', 'formula', blockFormula, { alt });
}

function inlineFormula(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '$') return false;
  const start = state.pos + 1;
  const end = closingDollar(state.src, start);
  const isEmpty = end === start;
  if (!silent) {
    const isFault = end < 0 || isEmpty;
    if (isFault) pushFault(state, isEmpty ? 'formula-not-alone' : 'dollar-alone');
    else Object.assign(state.push('formula', '', 0), { markup: '$', content: state.src.slice(start, end) });
  }
  state.pos = end < 0 ? start : end + 1;
  return true;
}

function pushFault(state: StateBlock | StateInline, key: PackErrorKey): Token {
  const token = state.push('fault', '', 0);
  token.meta = { key };
  return token;
}

function closingDollar(text: string, from: number): number {
  for (let place = from; place < text.length; place += 1) {
    if (text[place] === '\\') place += 1;
    else if (text[place] === '$') return place;
  }
  return -1;
}

function blockFormula(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const first = lineAt(state, startLine);
  if (!first.startsWith('$$')) return false;
  if (silent) return true;
  const lines = [first.slice(2)];
  let last = startLine;
  while (!lines.at(-1)?.endsWith('$$') && last + 1 < endLine) {
    last += 1;
    lines.push(lineAt(state, last));
  }
  const isClosed = lines.at(-1)?.endsWith('$$') === true;
  const token = isClosed ? state.push('formula', '', 0) : pushFault(state, 'dollar-alone');
  token.block = true;
  token.markup = '$$';
  token.map = [startLine, last + 1];
  token.content = lines.join('\n').slice(0, -2).trim();
  state.line = last + 1;
  return true;
}

function lineAt(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trim();
}

function medium(state: StateInline, silent: boolean): boolean {
  const match = /^!(sound|video)\[([^\]\n]*)\]\(([^)\s]*)\)/u.exec(state.src.slice(state.pos, state.pos + 400));
  if (!match) return false;
  const [whole, kind = '', label = '', src = ''] = match;
  if (!silent) {
    const token = state.push('medium', '', 0);
    token.info = kind;
    token.content = label.trim();
    token.attrSet('src', src);
  }
  state.pos += whole.length;
  return true;
}

function gap(state: StateInline, silent: boolean): boolean {
  if (state.env['hasGaps'] !== true || !state.src.startsWith('{{', state.pos)) return false;
  const end = state.src.indexOf('}}', state.pos);
  if (!silent) {
    if (end < 0) pushFault(state, 'gap-open');
    else state.push('gap', '', 0).content = state.src.slice(state.pos + 2, end);
  }
  state.pos = end < 0 ? state.posMax : end + 2;
  return true;
}
