import { useEffect, useRef } from 'preact/hooks';
import { useAsk, type Asked } from '#web/ask.ts';
import { useLive } from '#web/live.ts';
import type { Counts, Need, PupilState } from '../board.ts';
import type { Titles } from './teacher-say.ts';

export type Seat = {
  readonly person: string;
  readonly name: string;
  readonly givenName: string;
  readonly grade: number;
  readonly picture: string;
  readonly state: PupilState;
  readonly need: Need;
  readonly since: number;
  readonly attempt: string | null;
  readonly titles: Titles;
  readonly place: number;
  readonly answered: number;
  readonly right: number;
  readonly questions: number;
  readonly mark: number | null;
  readonly isSeen: boolean;
  readonly elsewhere: string | null;
};

export type Board = {
  readonly now: number;
  readonly group: string;
  readonly subject: string;
  readonly grades: readonly number[];
  readonly classes: readonly string[];
  readonly given: readonly { readonly pack: string; readonly lesson: string; readonly titles: Titles }[];
  readonly counts: Counts;
  readonly pupils: readonly Seat[];
};

/** Silence grows without anything happening: a board is asked for again at least so often. */
const restMilliseconds = 30_000;
/** Many answers at once are shown at once. */
const shortestMilliseconds = 700;

export type Fresh<T> = Asked<T> & { readonly isLive: boolean };

/** What a path of the API says, kept fresh by live topics, which may follow from it, and without them too. */
export function useFresh<T>(path: string, topicsOf: (value: T | undefined) => readonly string[]): Fresh<T> {
  const asked = useAsk<T>(path);
  const { again } = asked;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = (): void => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      again();
    }, shortestMilliseconds);
  };
  const isLive = useLive(topicsOf(asked.value), soon);
  useEffect(() => {
    const rest = setInterval(again, restMilliseconds);
    return () => {
      clearInterval(rest);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [again]);
  return { ...asked, isLive };
}

export function useBoard(group: string): Fresh<Board> {
  return useFresh<Board>(`/lessons/groups/${group}/board`, () => [`lessons:group:${group}`]);
}
