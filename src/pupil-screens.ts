import type { Language } from '#kernel/language.ts';
import type { Role } from '#kernel/role.ts';
import { LessonPage } from '#rooms/lessons/ui/lesson-page.tsx';
import { Today } from '#rooms/lessons/ui/today.tsx';
import type { Screen } from '#web/screen.ts';
import type { Dictionary } from '#web/words.ts';

/** What the page says before anybody has signed in, and all that a pupil reads: one file a language. */
export const firstWords: Readonly<Record<Language, () => Promise<Dictionary>>> = {
  kk: async () => (await import('virtual:first-words/kk')).words,
  ru: async () => (await import('virtual:first-words/ru')).words,
  en: async () => (await import('virtual:first-words/en')).words,
};

/** What a pupil needs only while a lesson is held: fetched then, and by a tablet that waits for a pupil. */
export const pupilLater = () => import('#rooms/lessons/ui/run-tablet.ts');

const labParts = () => import('#rooms/labs/ui/lab-parts.ts');

const pupil: readonly Role[] = ['pupil'];

/**
 * A pupil's screens. They and their words come with the page: so they are there when the server goes away, and the way
 * into a lesson needs fewer requests.
 */
export const pupilScreens: readonly Screen[] = [
  {
    path: '/',
    roles: pupil,
    words: [],
    load: async () => Today,
  },
  {
    path: '/lesson/:pack/:lesson',
    roles: pupil,
    words: [],
    load: async () => LessonPage,
  },
  {
    path: '/own',
    roles: pupil,
    words: [],
    // Not what a pupil comes for: it is fetched when it is opened.
    load: async () => (await import('#rooms/journal/ui/own-page.tsx')).OwnPage,
  },
  {
    path: '/sitting',
    roles: pupil,
    words: [],
    // Its words come with its code, for the server may go away.
    load: async () => (await import('#rooms/sitting/ui/sitting-page.tsx')).SittingPage,
  },
  {
    path: '/results',
    roles: pupil,
    words: [],
    load: async () => (await import('#rooms/results/ui/own-page.tsx')).OwnResultsPage,
  },
  {
    path: '/labs',
    roles: pupil,
    words: [],
    own: async (language) => (await labParts()).listWords(language),
    load: async () => (await import('#rooms/labs/ui/labs-list.tsx')).LabsList,
  },
  {
    path: '/labs/:lab/:task',
    roles: pupil,
    words: [],
    // The bench is a part of its own: nobody waits for it who does not open a lab.
    own: async (language, { lab = '' }) => (await labParts()).benchWords(language, lab),
    load: async () => (await import('#rooms/labs/ui/bench-page.tsx')).BenchPage,
  },
  {
    path: '/run',
    roles: pupil,
    words: [],
    load: async () => (await pupilLater()).RunPage,
  },
];
