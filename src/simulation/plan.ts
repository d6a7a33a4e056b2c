import type { SchoolId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import { diceOf, type Dice } from './dice.ts';
import { readDistricts, type District, type Place } from './places.ts';

export type SchoolKind = 'primary' | 'basic' | 'general';
export type Medium = 'kk' | 'ru' | 'mixed';

export type PlannedSchool = {
  readonly school: SchoolId;
  readonly names: Text;
  readonly district: Text;
  readonly kato: string;
  readonly kind: SchoolKind;
  readonly medium: Medium;
  readonly isHub: boolean;
  /** The hub school that helps it; a hub has none. */
  readonly hub: SchoolId | undefined;
  /** Pupils in each grade from 1 on. */
  readonly grades: readonly number[];
};

export type RegionPlan = { readonly seed: string; readonly schools: readonly PlannedSchool[] };

export const smallSchools = 134;
/** Small schools with more than 80 pupils, and the pupils of all small schools together. */
const largeAmongSmall = 21;
const pupilsOfSmall = 10_400;

/** The sample region: invented schools in real places, the same from the same seed. */
export function planRegion(seed: string): RegionPlan {
  const dice = diceOf(`region ${seed}`);
  const districts = readDistricts();
  const hubs = districts.map((district, n) => planHub(dice, district, n));
  const small = smallSizes(dice).map((sized, n) => {
    const d = n % districts.length;
    const district = districts[d] as District;
    const village = district.villages[Math.floor(n / districts.length) % district.villages.length] as Place;
    return planSmall(dice, district, village, hubs[d] as PlannedSchool, sized, n);
  });
  return { seed, schools: [...hubs, ...small] };
}

function planHub(dice: Dice, district: District, n: number): PlannedSchool {
  const school = `hub-${String(n + 1).padStart(2, '0')}` as SchoolId;
  const size = 260 + dice.int(340);
  const medium: Medium = n % 4 === 3 ? 'mixed' : 'kk';
  const place = district.centre;
  const grades = spread(dice, size, 11);
  const common = { school, district: district.names, kato: place.kato, kind: 'general', medium, grades } as const;
  return { ...common, names: schoolNames(place, 'general', true), isHub: true, hub: undefined };
}

type Kinds = { readonly kind: SchoolKind; readonly count: number; readonly from: number; readonly to: number };

/** Nobody has said how many of the 134 are primary or basic: an invented mix. 80 itself is left open by the programme. */
const mix: readonly Kinds[] = [
  { kind: 'primary', count: 22, from: 10, to: 31 },
  { kind: 'basic', count: 36, from: 36, to: 61 },
  { kind: 'general', count: smallSchools - largeAmongSmall - 22 - 36, from: 60, to: 80 },
  { kind: 'general', count: largeAmongSmall, from: 110, to: 310 },
];

type Sized = { readonly kind: SchoolKind; readonly size: number };

/** The sizes of the small schools: 21 above 80 pupils, the rest below, 10 400 pupils in all. */
function smallSizes(dice: Dice): Sized[] {
  const slots = mix.flatMap((each) => Array.from({ length: each.count }, () => each));
  const sizes = slots.map(({ from, to }) => from + dice.int(to - from));
  for (let missing = pupilsOfSmall - sum(sizes); missing !== 0;) {
    const n = dice.int(sizes.length);
    const { from, to } = slots[n] as Kinds;
    const next = (sizes[n] as number) + Math.sign(missing);
    if (next < from || next >= to) continue;
    sizes[n] = next;
    missing -= Math.sign(missing);
  }
  return dice.shuffled(slots.map(({ kind }, n) => ({ kind, size: sizes[n] as number })));
}

function planSmall(
  dice: Dice,
  district: District,
  village: Place,
  hub: PlannedSchool,
  { kind, size }: Sized,
  n: number,
): PlannedSchool {
  const medium = dice.pick<Medium>(['kk', 'kk', 'kk', 'kk', 'kk', 'kk', 'kk', 'kk', 'mixed', 'ru']);
  return {
    school: `small-${String(n + 1).padStart(3, '0')}` as SchoolId,
    names: schoolNames(village, kind, false),
    district: district.names,
    kato: village.kato,
    kind,
    medium,
    isHub: false,
    hub: hub.school,
    grades: spread(dice, size, lastGrade(kind)),
  };
}

export function lastGrade(kind: SchoolKind): number {
  return kind === 'primary' ? 4 : kind === 'basic' ? 9 : 11;
}

function schoolNames({ names }: Place, kind: SchoolKind, isHub: boolean): Text {
  if (isHub) return { kk: `${names.kk} тірек мектебі`, ru: `Опорная школа, ${names.ru}`, en: `${names.en} hub school` };
  const words = {
    primary: { kk: 'бастауыш мектебі', ru: 'Начальная школа', en: 'primary school' },
    basic: { kk: 'негізгі мектебі', ru: 'Основная школа', en: 'basic school' },
    general: { kk: 'жалпы орта мектебі', ru: 'Общая средняя школа', en: 'general school' },
  }[kind];
  return { kk: `${names.kk} ${words.kk}`, ru: `${words.ru}, ${names.ru}`, en: `${names.en} ${words.en}` };
}

/** Spreads pupils over grades about evenly; the upper two have fewer, as in villages. */
function spread(dice: Dice, size: number, grades: number): number[] {
  const weights = Array.from({ length: grades }, (_, n) => (n >= 9 ? 0.5 : 1) * (0.7 + dice.unit() * 0.6));
  const all = sum(weights);
  const counts = weights.map((weight) => Math.floor((size * weight) / all));
  for (let left = size - sum(counts); left > 0; left--) counts[dice.int(Math.min(grades, 9))]! += 1;
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
