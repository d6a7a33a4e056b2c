import type { ReportItem } from './bank-error.ts';
import { linesOf, textsOf, type SourceItem, type SourceStimulus, type Texts } from './source.ts';

/** BNK-6: the languages of an item say the same with the same numbers and the same pictures. */
export function checkTwins(item: SourceItem, report: ReportItem): void {
  if (item.task !== undefined) checkText(item.task, 'task', report);
  item.parts.forEach((part, at) => {
    for (const [where, text] of textsOf(part)) checkText(text, `parts.${at}.${where}`, report);
    if (part.kind === 'gap') for (const text of linesOf(part)) checkGaps(text, `parts.${at}.lines`, report);
  });
}

export function checkStimulusTwins({ text }: SourceStimulus, report: ReportItem): void {
  checkText(text, 'text', report);
}

function checkText(text: Texts, where: string, report: ReportItem): void {
  if (typeof text === 'string') return;
  const { kk, ...others } = text;
  for (const [language, other] of Object.entries(others)) {
    if (other === undefined) continue;
    const mine = numbersIn(kk);
    const theirs = numbersIn(other);
    if (mine !== theirs) report('twins-numbers', where, { language, kk: mine || '–', other: theirs || '–' });
    const pictures = picturesIn(kk);
    if (pictures !== picturesIn(other)) report('twins-pictures', where, { language, kk: pictures || '–' });
  }
}

function checkGaps(text: Texts, where: string, report: ReportItem): void {
  if (typeof text === 'string') return;
  const { kk, ...others } = text;
  for (const [language, other] of Object.entries(others)) {
    if (other !== undefined && gapsIn(kk).join() !== gapsIn(other).join())
      report('twins-gaps', where, { language, kk: gapsIn(kk).join(' ') });
  }
}

/** The numbers of the gaps that stand outside of formulas, in rising order. */
export function gapsIn(text: string): readonly number[] {
  return [...withoutFormulas(text).matchAll(/\{(\d)\}/gu)].map(([, gap]) => Number(gap)).sort((a, b) => a - b);
}

/** The same text with `{0}` as the library writes gaps, `{{0}}`; what stands in formulas stays. */
export function withLibraryGaps(text: string): string {
  return text
    .split(/(\$[^$]*\$)/u)
    .map((piece, at) => (at % 2 === 1 ? piece : piece.replace(/\{(\d)\}/gu, '{{$1}}')))
    .join('');
}

function withoutFormulas(text: string): string {
  return text.replace(/\$[^$]*\$/gu, ' ');
}

/** All numbers of a text in rising order, decimal commas as points, thousands put together. */
function numbersIn(text: string): string {
  const plain = text
    .replace(/\]\([^)]*\)/gu, ']')
    .replaceAll('{,}', '.')
    .replace(/(?<=\d)(?:\\[,;: ]|[ \u00a0\u202f])(?=\d{3}(?!\d))/gu, '');
  const found = [...plain.matchAll(/\d+(?:[.,]\d+)?/gu)].map(([number]) => number.replace(',', '.'));
  return found.sort((a, b) => Number(a) - Number(b)).join(' ');
}

function picturesIn(text: string): string {
  return [...text.matchAll(/\]\(([^)\s]*)\)/gu)].map(([, name = '']) => name.replace('media/', '')).join(' ');
}
