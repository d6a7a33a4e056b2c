import { useEffect, useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import type { Failure } from '#web/api.ts';
import { useApp } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { useLive } from '#web/live.ts';
import { mondayOf } from '../model/day.ts';
import type { Slot } from '../model/slot.ts';
import type { Entry } from '../routes-slots.ts';
import type { WeekAnswer } from '../routes-week.ts';

/** A slot as it is sent: a new one has no id yet. */
export type Placed = Omit<Slot, 'slot' | 'since'> & { readonly slot?: string };

export type WeekDesk = {
  readonly week: WeekAnswer | undefined;
  readonly failure: Failure | undefined;
  readonly isBusy: boolean;
  readonly again: () => void;
  /** The day from which what is entered holds. */
  readonly since: string;
  readonly setSince: (day: string) => void;
  /** Sends all at once; answers whether it was taken. What was before can be taken up again by `undo`. */
  readonly enter: (set: readonly Placed[], drop?: readonly string[]) => Promise<boolean>;
  /** What of one day is otherwise: sent as it is. */
  readonly change: (body: object) => Promise<boolean>;
  readonly unchange: (slot: string, day: string) => Promise<boolean>;
  readonly undo: (() => Promise<void>) | undefined;
  readonly forget: () => void;
};

type Step = { readonly since: string; readonly set: readonly Placed[]; readonly drop: readonly string[] };

/** The week of a day, and everything that is done to it. */
export function useWeek(day: string | undefined): WeekDesk {
  const { api, place } = useApp();
  const asked = useAsk<WeekAnswer>(day ? `/timetable/week?day=${day}` : '/timetable/week');
  const { isBusy, failure, send, forget } = useSend();
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const week = asked.value;
  const [since, setSince] = useState('');
  useEffect(() => {
    if (week) setSince(firstSince(week));
  }, [week?.day]);
  const school = place.value?.school?.school;
  useLive(school ? [`timetable:school:${school}`] : [], asked.again);
  const put = async (step: Step): Promise<readonly string[] | undefined> => {
    const body = { since: step.since, set: step.set.map(bare), drop: [...step.drop] } as unknown as Entry;
    const answer = await send(api.put<{ slots: readonly string[] }>('/timetable/slots', body));
    if (answer) asked.again();
    return answer?.slots;
  };
  const enter: WeekDesk['enter'] = async (set, drop = []) => {
    const ids = await put({ since, set, drop });
    if (!ids) return false;
    setSteps((before) => [...before, inverse(week?.slots ?? [], { since, set, drop }, ids)]);
    return true;
  };
  const undo = async (): Promise<void> => {
    const last = steps.at(-1);
    if (last && (await put(last))) setSteps((before) => before.slice(0, -1));
  };
  const done = (answer: unknown): boolean => {
    if (answer) asked.again();
    return answer !== undefined;
  };
  return {
    week,
    failure: failure ?? asked.failure,
    isBusy,
    again: asked.again,
    since,
    setSince,
    enter,
    change: async (body) => done(await send(api.put('/timetable/changes', body))),
    unchange: async (slot, on) => done(await send(api.delete(`/timetable/changes/${slot}/${on}`))),
    undo: steps.length > 0 ? undo : undefined,
    forget,
  };
}

/** An empty timetable begins with the school year, a change of it with the week that is looked at. */
function firstSince({ day, slots, calendar }: WeekAnswer): string {
  return slots.length === 0 ? (calendar.quarters[0]?.from ?? day) : mondayOf(day);
}

/** What takes an entry back: slots that it made go, those that it changed or dropped are as they were. */
function inverse(before: readonly Slot[], { since, set, drop }: Step, ids: readonly string[]): Step {
  const made = ids.filter((id) => !before.some((each) => each.slot === id));
  const touched = new Set([...set.flatMap((each) => each.slot ?? []), ...drop]);
  return { since, set: before.filter((each) => touched.has(each.slot)), drop: made };
}

function bare({ slot, weekday, period, groups, teacher, room, remote }: Placed) {
  return { weekday, period, groups, teacher, room, ...(slot ? { slot } : {}), ...(remote ? { remote } : {}) };
}
