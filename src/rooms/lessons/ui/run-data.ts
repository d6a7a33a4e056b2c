import { useMemo } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import type { PupilState } from '../board.ts';
import type { Activity, Part, Plan } from '../plan/plan.ts';
import type { Attendance } from '../records-run.ts';
import type { Command } from '../run/command.ts';
import { runAt, type LaneState, type RunState } from '../run/engine.ts';
import type { RunNeed } from '../run/needs.ts';
import { useNow, useRunClock, type RunClock } from './run-clock.ts';
import { useRunAnswer, type RunAnswer } from './run-answer.ts';
import { commandsIn, useDeeds, type Deeds } from './run-deeds.ts';
import { titleOf, type Titles } from './teacher-say.ts';

export type RunSeat = {
  readonly person: string;
  readonly name: string;
  readonly givenName: string;
  readonly grade: number;
  readonly picture: string;
  /** The lane of the grade, and the one where the pupil sits now. */
  readonly own: string;
  readonly lane: string;
  readonly isReady: boolean;
  readonly state: PupilState;
  readonly need: RunNeed;
  readonly since: number;
  readonly attempt: string | null;
  readonly place: number;
  readonly answered: number;
  readonly right: number;
  readonly questions: number;
};

type Common = {
  readonly now: number;
  readonly run: string;
  readonly startedAt: number;
  readonly closedAt: number;
  readonly content: Plan;
  readonly titles: Readonly<Record<string, Titles>>;
  readonly commands: readonly Command[];
};

export type Remote = Common & {
  readonly day: string;
  readonly attendance: readonly Attendance[];
  readonly notes: readonly {
    readonly deed: string;
    readonly person: string;
    readonly text: string;
    readonly at: number;
  }[];
  readonly pupils: readonly RunSeat[];
};

export type Panel = Common & {
  readonly pupils: readonly {
    readonly person: string;
    readonly name: string;
    readonly givenName: string;
    readonly lane: string;
    readonly isReady: boolean;
    readonly hasHandUp: boolean;
  }[];
};

export type Held<T> = RunAnswer<T> & {
  readonly clock: RunClock;
  readonly now: number;
  readonly state: RunState | undefined;
};

/** A lesson as the school knows it, kept here, and where its lanes are now by the engine. */
function useHeld<T extends Common>(path: string, run: string, own: readonly Command[], clock: RunClock): Held<T> {
  const topics = [`lessons:run:${run}`, `lessons:run-work:${run}`];
  const answer = useRunAnswer<T>(path, { clock, topics, keepAs: `kept-run:${path}` });
  const now = useNow(clock, own);
  const { value } = answer;
  const state = useMemo(() => {
    if (!value) return undefined;
    const commands = [...value.commands, ...own];
    return runAt({ course: value.content, startedAt: value.startedAt, commands }, value.closedAt || now);
  }, [value, own, now]);
  return { ...answer, clock, now, state };
}

export function usePanelRun(run: string): Held<Panel> {
  return useHeld<Panel>(`/lessons/runs/${run}/panel`, run, none, useRunClock());
}

const none: readonly Command[] = [];

export type RemoteRun = Held<Remote> & { readonly deeds: Deeds };

/** The remote: what was done here counts here at once, and goes up when it can. */
export function useRemoteRun(run: string): RemoteRun {
  const clock = useRunClock();
  const again = { current: (): void => undefined };
  const deeds = useDeeds(run, clock, () => again.current());
  // A deed that was just taken is not forgotten for the moment in which the school is asked anew: lanes would jump back,
  // and a press in that moment would count for the phase before. The engine counts a deed that it hears twice once.
  const own = useMemo(() => commandsIn([...deeds.waiting, ...deeds.taken]), [deeds.waiting, deeds.taken]);
  const held = useHeld<Remote>(`/lessons/runs/${run}`, run, own, clock);
  again.current = held.again;
  return { ...held, deeds };
}

/** The part of a lane: a merged one has its leader's. */
export function partOf(
  { lanes, phases }: Plan,
  { leader, phase }: Pick<LaneState, 'leader' | 'phase'>,
): Part | undefined {
  return phases[phase]?.parts[lanes.findIndex((each) => each.lane === leader)];
}

/** What an activity is called. */
export function activityText(activity: Activity, titles: Common['titles'], language: Language): string {
  if (activity.kind === 'task') return activity.text;
  return titleOf(titles[`${activity.pack}/${activity.lesson}`] ?? {}, language) || activity.lesson;
}

export function hasSubjects({ lanes }: Plan): boolean {
  return new Set(lanes.map((each) => each.subject)).size > 1;
}
