import type { Language } from '#kernel/language.ts';
import { gradesText, subjectOf } from '#rooms/lessons/ui/teacher-say.ts';
import type { Failure } from '#web/api.ts';
import { formatDate } from '#web/format.ts';
import type { Say, Values } from '#web/words.ts';
import type { Conflict } from '../model/conflict.ts';
import { isDay } from '../model/day.ts';
import type { Slot } from '../model/slot.ts';
import type { WeekAnswer } from '../routes-week.ts';

/** What a sentence on the timetable needs to name things. */
export type Speech = { readonly say: Say; readonly language: Language; readonly week: WeekAnswer };

export function weekdayText(say: Say, weekday: number): string {
  return say(`timetable.weekday.${weekday}`);
}

export function teacherText({ week }: Speech, person: string): string {
  return week.teachers.find((each) => each.person === person)?.name ?? '–';
}

/** `Сейітова Айгүл` as `Сейітова А.`, where there is little room. */
export function shortName(name: string): string {
  const [family = '', given = ''] = name.split(' ');
  return given ? `${family} ${given.slice(0, 1)}.` : family;
}

export type LaneText = { readonly subject: string; readonly grades: string };

/** A line for each group that sits in a slot: its subject and its grades. */
export function lanesOf({ say, week }: Speech, slot: Pick<Slot, 'groups'>): LaneText[] {
  return slot.groups.map((id) => {
    const group = week.groups.find((each) => each.group === id);
    if (!group) return { subject: say('timetable.group-closed'), grades: '' };
    const classes = group.classes.map(({ grade, letter }) => `${grade} ${letter}`);
    return { subject: subjectOf(say, group.subject), grades: gradesText(group.grades, classes) };
  });
}

/** `Математика 5–6`, lanes by a plus. */
export function slotText(speech: Speech, slot: Pick<Slot, 'groups'>): string {
  return lanesOf(speech, slot)
    .map(({ subject, grades }) => `${subject} ${grades}`.trim())
    .join(' + ');
}

export function whenText(say: Say, { weekday, period }: { readonly weekday: number; readonly period: number }): string {
  if (period < 0) return weekdayText(say, weekday);
  return say('timetable.when', { weekday: weekdayText(say, weekday), period });
}

export function conflictText(speech: Speech, { kind, values, slots, weekday, period }: Conflict): string {
  const { say, week } = speech;
  const found = slots.flatMap((id) => week.slots.find((each) => each.slot === id) ?? []);
  const filled: Values = {
    ...values,
    when: whenText(say, { weekday, period }),
    lessons: values['lessons'] ?? found.map((slot) => slotText(speech, slot)).join('; '),
    ...(values['teacher'] ? { teacher: teacherText(speech, String(values['teacher'])) } : {}),
    ...(values['subject'] ? { subject: subjectOf(say, String(values['subject'])) } : {}),
  };
  return say(`timetable.conflict.${kind}`, filled);
}

/** A refusal with its days and weekdays as a reader says them. */
export function spoken(say: Say, language: Language, failure: Failure): Failure {
  const values = Object.entries(failure.values).map(([name, value]): [string, string | number] => {
    if (name === 'weekday') return [name, weekdayText(say, Number(value))];
    return [name, typeof value === 'string' && isDay(value) ? formatDate(language, value) : value];
  });
  return { ...failure, values: Object.fromEntries(values) };
}
