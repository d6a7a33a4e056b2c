import { useRef } from 'preact/hooks';
import { useSay, type Session } from '#web/app.ts';
import { useOwnRun } from './run-own.ts';
import { clockText } from './run-time.ts';
import './run-page.css';

/**
 * Above a lesson of the library that is done within a lesson of the day: how long still, and, when the lane has moved on,
 * the way to what comes next. It says so and waits: a half-written answer is nobody's to take away (LES-79).
 */
export function RunStrip({ session }: { session: Session }) {
  const say = useSay();
  const { run, at } = useOwnRun(session);
  const began = useRef<number>(undefined);
  if (!run || !at) return null;
  began.current ??= at.phase;
  const hasMoved = at.phase !== began.current || at.status === 'over';
  return (
    <p class={hasMoved ? 'run-strip moved' : 'run-strip'} role="status">
      <span>
        {say(hasMoved ? (at.status === 'over' ? 'lessons.run.time-over' : 'lessons.run.moved-on') : 'lessons.run')}
      </span>
      {!hasMoved && <b>{clockText(at.left)}</b>}
      <a class={hasMoved ? 'button main' : 'button'} href="/run">
        {say(hasMoved ? 'lessons.run.go-next' : 'lessons.run.to-lesson')}
      </a>
    </p>
  );
}
