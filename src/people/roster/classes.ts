import { classLetter } from './letters.ts';
import type { ClassName } from './roster.ts';

/**
 * A class as schools write it (ROS-14): `5`, `5 А`, `5-А`, `5«Ә»`, `5 "а" сынып`, `VII б`, `0` or `МАД` for the class
 * before grade 1. Undefined for anything else, also for `5-6`, which some mean as two grades and some as a range.
 */
export function parseClass(text: string): ClassName | undefined {
  const bare = text
    .replaceAll(/(сынып|сыныбы|класс|кл\.?|grade|class)/giu, ' ')
    .replaceAll(/["'«»“”„()]/gu, ' ')
    .trim();
  if (/^(мад|мектепалды|предшкола|кппп|kg)$/iu.test(bare)) return { grade: 0 };
  const [, number, letter] = /^(\d{1,2}|[IVXІХ]{1,4})\s*[-–—.]?\s*(\p{L}?)$/u.exec(bare) ?? [];
  const grade = number === undefined ? undefined : gradeOf(number);
  if (grade === undefined) return undefined;
  return letter ? { grade, letter: classLetter(letter) } : { grade };
}

/** Several classes that sit together, joined by `+`: `5+6`, `5А + 6А`. Undefined if one of them cannot be read. */
export function parseClassSet(text: string): readonly ClassName[] | undefined {
  const classes = text.split('+').map(parseClass);
  return classes.every((name) => name !== undefined) ? classes : undefined;
}

/** The grades of classes, ascending, each once. */
export function gradesOf(classes: readonly ClassName[]): readonly number[] {
  return [...new Set(classes.map((name) => name.grade))].toSorted((a, b) => a - b);
}

/** A class as one short text: `5`, `5А`. For keys, not for screens. */
export function classKey(name: ClassName): string {
  return `${name.grade}${name.letter ?? ''}`;
}

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI'];

function gradeOf(number: string): number | undefined {
  const roman = romans.indexOf(number.replaceAll('І', 'I').replaceAll('Х', 'X')) + 1;
  const grade = roman > 0 ? roman : Number(number);
  return grade >= 0 && grade <= 11 ? grade : undefined;
}
