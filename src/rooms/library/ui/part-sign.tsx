import type { SayHere } from './form-props.ts';

/** Says of a part that was checked whether it is right, by a sign and in words. */
export function PartSign({ isRight, say }: { isRight: boolean; say: SayHere }) {
  return (
    <span class={isRight ? 'part right' : 'part wrong'}>
      <svg
        class="sign"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d={isRight ? 'M5 13l5 5L19 7' : 'M7 7l10 10M17 7L7 17'} />
      </svg>
      <span class="spoken">{say(isRight ? 'lessons.part-right' : 'lessons.part-wrong')}</span>
    </span>
  );
}
