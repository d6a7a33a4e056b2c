import type { Say } from '#web/words.ts';

/** A cell's name: its subject and grade. */
export function cellText(say: Say, cell: string): string {
  const at = cell.lastIndexOf('-');
  const subject = cell.slice(0, at);
  const key = `people.subject.${subject}`;
  const said = say(key);
  return say('bank.cell', { subject: said === key ? subject : said, grade: cell.slice(at + 1) });
}

export function subjectText(say: Say, subject: string): string {
  const key = `people.subject.${subject}`;
  const said = say(key);
  return said === key ? subject : said;
}

/** The kinds of an item's parts, each once. */
export function kindsText(say: Say, kinds: readonly string[]): string {
  return [...new Set(kinds)].map((kind) => say(`bank.kind.${kind}`)).join(', ');
}

/** The beginning of a stem as a list shows it: without the marks of Markdown. */
export function plainStem(stem: string): string {
  return stem
    .replace(/!\[([^\]]*)\]\([^)]*\)/gu, '[$1]')
    .replace(/\$\$?([^$]*)\$\$?/gu, (_, tex: string) => plainTex(tex))
    .replace(/\\([\\`*_{}[\]()#+.!|<>$-])/gu, '$1')
    .replace(/\*\*|[*_`]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

const signs: Readonly<Record<string, string>> = {
  cdot: '·',
  times: '×',
  div: '÷',
  le: '≤',
  ge: '≥',
  ne: '≠',
  approx: '≈',
  pm: '±',
  circ: '°',
  pi: 'π',
};

/** A formula in one line, near enough to know it again in a list. */
function plainTex(tex: string): string {
  return tex
    .replaceAll('{,}', ',')
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/gu, '$1/$2')
    .replace(/\\sqrt\s*\{([^{}]*)\}/gu, '√($1)')
    .replace(/\\(?:text|mathrm|operatorname)\s*\{([^{}]*)\}/gu, '$1')
    .replace(/\\([a-zA-Z]+)\s?/gu, (_, name: string) => signs[name] ?? '')
    .replace(/\\[,;:! ]/gu, ' ')
    .replace(/[{}]/gu, '');
}
