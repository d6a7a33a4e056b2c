import type { House } from '#http/house.ts';
import type { GroupRow } from '#people/index.ts';
import { everydayItems, type EverydayItem } from '#rooms/bank/index.ts';
import { isTestPack, readCurriculum, type LessonReader } from '#rooms/library/index.ts';
import { languagesOf } from './build.ts';

export type KnownObjective = { readonly code: string; readonly kk: string; readonly ru: string };

/**
 * QUZ-2: what may be asked of grades of a group: questions of lessons on the shelf and items of the everyday pool, in the
 * subject of the group. Never those of the monitoring (they are not at a school), and none of other tests.
 */
export async function poolOf(
  house: House,
  reader: LessonReader,
  group: GroupRow,
  grades: readonly number[],
): Promise<readonly EverydayItem[]> {
  const found = await everydayItems(house, reader, { subjects: [group.subject], grades });
  return found.filter((item) => {
    const [pack = ''] = item.id.split('/');
    return !(item.from === 'lesson' && isTestPack(pack)) && languagesOf([item]).length > 0;
  });
}

/** The objectives of a subject that items name, with their words where the curriculum has them. */
export function objectivesIn(subject: string, items: readonly EverydayItem[]): readonly KnownObjective[] {
  const codes = new Set(items.flatMap(({ objectives }) => objectives));
  const known = readCurriculum(subject).objectives.filter(({ code }) => codes.has(code));
  const rest = [...codes].filter((code) => !known.some((each) => each.code === code));
  return [...known.map(({ code, kk, ru }) => ({ code, kk, ru })), ...rest.map((code) => ({ code, kk: '', ru: '' }))];
}
