import type { GroupId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import { subjectName, type GroupRow } from '#people/index.ts';
import type { Adult } from './access.ts';

export type LaneName = { readonly subject: string; readonly grades: string };

/** How papers and calendars name what stands in a slot. */
export type Names = {
  readonly lanes: (slot: { readonly groups: readonly GroupId[] }) => LaneName[];
  readonly teacher: (person: string) => string;
};

export function namesIn(language: Language, groups: readonly GroupRow[], teachers: readonly Adult[]): Names {
  const byId = new Map(groups.map((each) => [each.group, each]));
  const people = new Map<string, string>(teachers.map(({ person, name }) => [person, name]));
  return {
    lanes: ({ groups: own }) =>
      own.flatMap((id) => {
        const group = byId.get(id);
        return group ? [{ subject: subjectName(language, group.subject), grades: gradesName(group) }] : [];
      }),
    teacher: (person) => people.get(person) ?? '',
  };
}

/** `5+6`, or the classes where a group is only some of its grades: `5 А`. */
export function gradesName({ grades, classes }: Pick<GroupRow, 'grades' | 'classes'>): string {
  return (classes.length > 0 ? classes.map(({ grade, letter }) => `${grade} ${letter}`.trim()) : grades).join('+');
}
