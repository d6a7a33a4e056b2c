import { shownMoment } from '#people/ui/office-format.ts';
import { useSend } from '#people/ui/office-send.ts';
import { useEvery } from '#sync/ui/every.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatNumber } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { Damage } from '../damaged.ts';
import { BringBack } from './bring-back.tsx';
import { useStage } from './use-stage.ts';
import './set-up.css';

/** The server's data are damaged: what happened, what will be done, and one button. */
export function Damaged() {
  const say = useSay();
  useTitle(say('boot.damaged.title'));
  useStage();
  const { value, failure, again } = useAsk<Damage>('/boot/damaged');
  useEvery(1500, again);
  return (
    <section class="set-up">
      <h1>{say(value && value.kind !== 'damaged' ? 'boot.damaged.disk' : 'boot.damaged.title')}</h1>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (value.kind === 'damaged' ? <Repair damage={value} again={again} /> : <Disk damage={value} />)}
    </section>
  );
}

function Repair({ damage, again }: { damage: Damage; again: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const { backup, step, why } = damage;
  const begin = async (): Promise<void> => {
    await send(api.post('/boot/repair'));
    again();
  };
  if (!backup) return <NoCopy />;
  return (
    <>
      <Message tone="wrong">
        <p>{say('boot.damaged.what')}</p>
        <p>{say('boot.damaged.calm')}</p>
      </Message>
      <h2>{say('boot.damaged.will')}</h2>
      <ol>
        <li>
          {say('boot.damaged.will.copy', {
            at: shownMoment(backup.at, language.value),
            count: formatNumber(language.value, backup.records),
          })}
        </li>
        <li>{say('boot.damaged.will.save')}</li>
        <li>{say('boot.damaged.will.aside')}</li>
        <li>{say('boot.damaged.will.rest')}</li>
      </ol>
      {why && <Message tone="wrong">{say(why)}</Message>}
      {failure && <Failed failure={failure} />}
      {step ? (
        <p role="status">{say(`boot.damaged.step.${step}`)}</p>
      ) : (
        <button type="button" class="button main" disabled={isBusy} onClick={() => void begin()}>
          {say('boot.damaged.do')}
        </button>
      )}
      {!step && (
        <details class="set-up-other">
          <summary>{say('boot.bring.other')}</summary>
          <p>{say('boot.bring.older')}</p>
          <BringBack isLocked />
        </details>
      )}
    </>
  );
}

function NoCopy() {
  const say = useSay();
  return (
    <>
      <Message tone="wrong">
        <p>{say('boot.damaged.what')}</p>
        <p>{say('boot.damaged.no-copy')}</p>
      </Message>
      <p>{say('boot.damaged.no-copy.do')}</p>
      <BringBack isLocked />
    </>
  );
}

function Disk({ damage: { kind } }: { damage: Damage }) {
  const say = useSay();
  return (
    <>
      <Message tone="wrong">{say(`boot.damaged.${kind}`)}</Message>
      <p>{say(`boot.damaged.${kind}.do`)}</p>
      <p class="quiet" role="status">
        {say('boot.damaged.tries')}
      </p>
    </>
  );
}
