import type { Language } from '#kernel/language.ts';
import { tallyOf, type Progress, type Tally } from './progress.ts';

type InLanguages = Readonly<Partial<Record<Language, string>>>;

/** A lesson that a pupil was given, as `GET /lessons/today` says it. */
export type Task = {
  readonly assignment: string;
  readonly pack: string;
  readonly lesson: string;
  readonly subject: string;
  readonly titles: InLanguages;
  /** The hashes of the lesson's files. */
  readonly files: InLanguages;
  readonly minutes: number;
  readonly questions: number;
  /** A calendar day, or empty. */
  readonly due: string;
  readonly teacher: string;
  readonly done: {
    readonly attempt: string;
    readonly state: 'working' | 'finished';
    readonly answered: number;
    readonly right: number;
    readonly mark: number | null;
    readonly comment: string;
    readonly isHandUp: boolean;
  } | null;
};

/** `media` signs the addresses of pictures and sounds for a day or two; `run` is the lesson that goes on, if one does. */
export type Today = {
  readonly tasks: readonly Task[];
  readonly run?: string | null;
  /** Homework in words, by subject and day. */
  readonly homework?: readonly { readonly subject: string; readonly day: string; readonly texts: readonly string[] }[];
  readonly media: string;
};

/** A task with how far the pupil is, whoever knows more of it: the school or this tablet. */
export type ShownTask = Task & { readonly state: 'new' | 'working' | 'finished'; readonly tally: Tally };

/** LES-23: what this tablet knows counts where it is the same attempt or the school knows of none; it is never behind. */
export function shownTask(task: Task, kept: Progress | undefined): ShownTask {
  const { done } = task;
  const isOwn = kept !== undefined && (done ? done.attempt === kept.attempt : kept.assignment === task.assignment);
  if (!isOwn)
    return { ...task, state: done?.state ?? 'new', tally: { right: done?.right ?? 0, answered: done?.answered ?? 0 } };
  return { ...task, state: kept.finishedAt === undefined ? 'working' : 'finished', tally: tallyOf(kept) };
}

export type Day = {
  /** What to do now: begun work first, then what is due first, then what was given first. */
  readonly next: ShownTask | undefined;
  readonly later: readonly ShownTask[];
  readonly finished: readonly ShownTask[];
};

/** LES-24: a day has one next task, as long as there is any. A lesson that was given twice stands as it was given last. */
export function dayOf(newestFirst: readonly ShownTask[]): Day {
  const isSame = (a: Task) => (b: Task) => a.pack === b.pack && a.lesson === b.lesson;
  const tasks = newestFirst.filter((task, place) => newestFirst.findIndex(isSame(task)) === place);
  const open = oldestFirst(tasks.filter((task) => task.state !== 'finished')).toSorted(byUrgency);
  return { next: open[0], later: open.slice(1), finished: tasks.filter((task) => task.state === 'finished') };
}

/** Assignments in the order in which they were given; the lessons of one in the order in which it names them. */
function oldestFirst(tasks: readonly ShownTask[]): readonly ShownTask[] {
  const assignments = [...new Set(tasks.map((task) => task.assignment))].toReversed();
  return assignments.flatMap((each) => tasks.filter((task) => task.assignment === each));
}

function byUrgency(a: ShownTask, b: ShownTask): number {
  const begun = Number(b.state === 'working') - Number(a.state === 'working');
  return begun || dueOf(a).localeCompare(dueOf(b));
}

/** Without a day it comes after all that have one. */
function dueOf({ due }: Task): string {
  return due || '9999';
}

/** The text in the reader's language, or in the first of the lesson's own. */
export function inLanguage(texts: InLanguages, language: Language): string {
  return texts[language] ?? texts.kk ?? texts.ru ?? texts.en ?? '';
}

export function languageOf(texts: InLanguages, wanted: Language): Language {
  return ([wanted, 'kk', 'ru', 'en'] as const).find((each) => texts[each] !== undefined) ?? wanted;
}

/** The tasks without whose work they are: for a classmate who begins while the server is away. */
export function withoutOwner(today: Today): Today {
  return { ...today, tasks: today.tasks.map((task) => ({ ...task, done: null })) };
}
