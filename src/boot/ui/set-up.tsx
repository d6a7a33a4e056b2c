import { useSay, useTitle } from '#web/app.ts';
import { useStage } from './use-stage.ts';

/** A server that belongs to no school yet: what to do first. */
export function SetUp() {
  const say = useSay();
  useTitle(say('boot.set-up'));
  useStage();
  return (
    <section class="sheet">
      <h1>{say('boot.set-up')}</h1>
      <p>{say('boot.unset')}</p>
    </section>
  );
}
