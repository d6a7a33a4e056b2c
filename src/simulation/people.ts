import type { GroupId, PersonId } from '#kernel/ids.ts';
import { mintId } from '#kernel/ids.ts';
import type { Role } from '#kernel/role.ts';
import type { Dice } from './dice.ts';
import { inventName, type InventedName } from './names.ts';
import type { PlannedSchool } from './plan.ts';

export type InventedPupil = {
  readonly person: PersonId;
  readonly name: InventedName;
  readonly sex: 'female' | 'male';
  readonly birth: string;
  readonly grade: number;
  readonly letter: string;
  readonly medium: 'kk' | 'ru';
  /** True ability on the logit scale: what a good measurement should find again. */
  readonly ability: number;
};

export type InventedAdult = {
  readonly person: PersonId;
  readonly name: InventedName;
  readonly medium: 'kk' | 'ru';
  readonly posts: readonly { readonly role: Role; readonly class?: string }[];
};

export type InventedGroup = {
  readonly group: GroupId;
  readonly subject: string;
  readonly grades: readonly number[];
  readonly teacher: PersonId;
};

export type InventedPeople = {
  readonly pupils: readonly InventedPupil[];
  readonly adults: readonly InventedAdult[];
  readonly groups: readonly InventedGroup[];
};

/** The school year of the sample, by its first calendar year. */
export const sampleYear = 2026;

/** Everybody at an invented school. */
export function inventPeople(school: PlannedSchool, dice: Dice): InventedPeople {
  const pupils = school.grades.flatMap((count, n) => inventGrade(school, n + 1, count, dice.child(`grade ${n + 1}`)));
  const staff = dice.child('staff');
  const lines = teachingLines(school);
  const teachers = lines.map(() => inventAdult(school, staff, [{ role: 'teacher' }]));
  const groups = lines.flatMap((line, n) => {
    const { person } = teachers[n] as InventedAdult;
    return line.map(({ subject, grades }) => ({ group: mintId<GroupId>(staff), subject, grades, teacher: person }));
  });
  const office: InventedAdult[] = [
    inventAdult(school, staff, [{ role: 'head' }]),
    inventAdult(school, staff, [{ role: 'technician' }]),
    ...(pupils.length > 40 ? [inventAdult(school, staff, [{ role: 'deputy-head' }])] : []),
    inventAdult(school, staff, [{ role: 'parent' }]),
  ];
  return { pupils, adults: [...office, ...teachers], groups };
}

function inventGrade(school: PlannedSchool, grade: number, count: number, dice: Dice): InventedPupil[] {
  return Array.from({ length: count }, (_, n) => {
    const medium = school.medium === 'mixed' ? (n % 3 === 2 ? 'ru' : 'kk') : school.medium;
    const letter = school.medium === 'mixed' ? (medium === 'kk' ? 'А' : 'Б') : '';
    const month = String(1 + dice.int(12)).padStart(2, '0');
    const birth = `${sampleYear - 6 - grade}-${month}-${String(1 + dice.int(28)).padStart(2, '0')}`;
    const person = mintId<PersonId>(dice);
    const isGirl = dice.int(2) === 0;
    return {
      person,
      name: inventName(dice, medium, isGirl),
      sex: isGirl ? 'female' : 'male',
      birth,
      grade,
      letter,
      medium,
      ability: normal(dice),
    };
  });
}

function inventAdult(school: PlannedSchool, dice: Dice, posts: InventedAdult['posts']): InventedAdult {
  const medium = school.medium === 'ru' ? 'ru' : 'kk';
  return { person: mintId<PersonId>(dice), name: inventName(dice, medium), medium, posts };
}

type Line = { readonly subject: string; readonly grades: readonly number[] }[];

/** What each teacher teaches. In a small school grades sit together as the subject allows; in a large one apart. */
function teachingLines(school: PlannedSchool): Line[] {
  const last = school.grades.length;
  const size = school.grades.reduce((total, each) => total + each, 0);
  const isCombined = size <= 80;
  const bands = (...sets: readonly number[][]): number[][] => {
    const within = sets.map((set) => set.filter((grade) => grade <= last)).filter((set) => set.length > 0);
    return isCombined ? within : within.flatMap((set) => set.map((grade) => [grade]));
  };
  const line = (subjects: readonly string[], sets: readonly number[][]): Line => {
    return sets.flatMap((grades) => subjects.map((subject) => ({ subject, grades })));
  };
  const upper = bands([7], [8], [9], [10, 11]);
  const lines = [
    line(['mathematics', 'world'], bands([1, 2])),
    line(['mathematics', 'world'], bands([3, 4])),
    [...line(['mathematics', 'natural-science'], bands([5, 6])), ...line(['physics'], upper)],
    line(['algebra', 'geometry'], upper),
    line(['biology', 'chemistry'], upper),
    line(['english'], bands([3, 4], [5, 6, 7], [8, 9], [10, 11])),
  ];
  return lines.filter((each) => each.length > 0);
}

/** A normal deviate by the sum of twelve uniform ones: plain, and the same to the last bit on every machine. */
function normal(dice: Dice): number {
  let sum = -6;
  for (let n = 0; n < 12; n++) sum += dice.unit();
  return sum;
}
