import type { Need, PupilState } from '../board.ts';

/** Each need and state has a shape of its own: colour never speaks alone. */
const shapes: Readonly<Record<Exclude<Need, 'none'> | PupilState | 'wrong', string>> = {
  // A hand with the fingers up.
  hand: 'M7 13V6.5a1.5 1.5 0 0 1 3 0V11m0-1V4.5a1.5 1.5 0 0 1 3 0V11m0-.5V6a1.5 1.5 0 0 1 3 0v7m0-3.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6h-1.5a6 6 0 0 1-4.6-2.2L3.6 15a1.6 1.6 0 0 1 2.3-2.2L7 14',
  // Round and round.
  repeating: 'M4 12a8 8 0 0 1 13.7-5.6L20 8.5M20 4v4.5h-4.5M20 12a8 8 0 0 1-13.7 5.6L4 15.5M4 20v-4.5h4.5',
  // A clock.
  still: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5V12l3 2',
  'not-begun': 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16',
  // A pencil.
  working: 'M4 20l1-4.5L15.5 5a2 2 0 0 1 3 0l.5.5a2 2 0 0 1 0 3L8.5 19 4 20M13.5 7l3.5 3.5',
  paused: 'M9 6v12M15 6v12',
  wrong: 'M6 6l12 12M18 6L6 18',
  finished: 'M4.5 12.5l5 5L19.5 7',
};

/** The sign of a need or a state; the words stand beside it. */
export function Sign({ of }: { of: keyof typeof shapes }) {
  return (
    <svg
      class="sign"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[of]} />
    </svg>
  );
}

/** Which of the design's four meanings a need has. */
export const toneOfNeed: Readonly<Record<Exclude<Need, 'none'>, 'help' | 'wrong' | 'wait'>> = {
  hand: 'help',
  repeating: 'wrong',
  still: 'wait',
};

export const needs = ['hand', 'repeating', 'still'] as const;
