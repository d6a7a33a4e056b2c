import type { Story } from './story.ts';

/**
 * Stories in which Tirek once broke its word, as short as they were found. The same seed tells another story as soon as
 * something new can happen in it: so the steps stand here.
 */
export const onceBroken: readonly (Story & { readonly about: string })[] = [
  {
    about: 'what only one school had heard of a region that was put back was missing for ever',
    seed: 4692,
    schools: [1, 2],
    old: [],
    endsUpdated: false,
    steps: [
      { do: 'back-up', place: 0 },
      { do: 'write', place: 0, what: 'takes off the list', pupil: 2, points: 0 },
      { do: 'round', school: 1, turns: 3, fates: ['fine', 'fine', 'fine', 'fine'] },
      { do: 'put-back', place: 0 },
    ],
  },
  {
    about: 'a recovery waited for a lesson between schools, which never comes to the region',
    seed: 6293,
    schools: [1, 2],
    old: [2],
    endsUpdated: true,
    steps: [
      { do: 'answer', school: 2, tablet: 0, pupil: 2, task: 2, points: 10 },
      { do: 'write', place: 2, what: 'scores in a lesson', pupil: 2, points: 3 },
      { do: 'back-up', place: 2 },
      { do: 'grant', from: 2, to: 1, what: 'school', isOpen: true },
      { do: 'round', school: 2, turns: 3, fates: ['twice', 'fine', 'fine'] },
      { do: 'put-back', place: 2 },
    ],
  },
  {
    about: 'keys that came before a power cut, and whose records never came, outlived their grant',
    seed: 8529,
    schools: [1, 2],
    old: [],
    endsUpdated: false,
    steps: [
      { do: 'move', from: 1, to: 2, pupil: 1, what: 'opens' },
      { do: 'fuse', place: 2, at: 'write', k: 9, loss: 'all', salt: 845_287 },
      { do: 'round', school: 1, turns: 1, fates: ['twice'] },
      { do: 'round', school: 2, turns: 3, fates: ['twice'] },
      { do: 'move', from: 1, to: 2, pupil: 1, what: 'closes' },
    ],
  },
];
