import { useState } from 'preact/hooks';
import type { Failure } from '#web/api.ts';
import { handOver } from '#web/hand-over.ts';
import { useApp, useSay } from '#web/app.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import { bringStick, takeStick, type Taken } from './stick-files.ts';

/** Two big buttons: what waits is written on a USB stick, and what a stick brought is read. No line is needed. */
export function StickPart({ to, changed }: { to?: string | undefined; changed: () => void }) {
  const say = useSay();
  return (
    <section class="sync-stick">
      <h2>{say('sync.screen.stick')}</h2>
      <p class="quiet">{say('sync.screen.stick.what')}</p>
      <div class="office-columns">
        <Write to={to} />
        <Read isRegion={to !== undefined} changed={changed} />
      </div>
    </section>
  );
}

type Progress = { readonly done: number; readonly of: number };

function Write({ to }: { to: string | undefined }) {
  const say = useSay();
  const { session } = useApp();
  const [progress, setProgress] = useState<Progress>();
  const [failure, setFailure] = useState<Failure>();
  const [written, setWritten] = useState<readonly string[]>();
  const write = async (): Promise<void> => {
    setFailure(undefined);
    setWritten(undefined);
    setProgress({ done: 0, of: 1 });
    const brought = await bringStick(session.value?.token ?? '', to, (done, of) => setProgress({ done, of }));
    setProgress(undefined);
    if (!brought.ok) return setFailure(brought.error);
    for (const { name, blob } of brought.value) handOver(blob, name);
    setWritten(brought.value.map(({ name }) => name));
  };
  return (
    <div class="sheet">
      <button type="button" class="button main sync-big" disabled={progress !== undefined} onClick={() => void write()}>
        {say('sync.screen.stick.write')}
      </button>
      <p>{say(to === undefined ? 'sync.screen.stick.write.how' : 'sync.screen.stick.write.how-region')}</p>
      {progress && <Moving progress={progress} />}
      {failure && <Failed failure={failure} />}
      {written && (
        <Message tone="good" isNews>
          <p>{say('sync.screen.stick.written', { count: written.length })}</p>
          <ul>
            {written.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </Message>
      )}
    </div>
  );
}

function Read({ isRegion, changed }: { isRegion: boolean; changed: () => void }) {
  const say = useSay();
  const { session } = useApp();
  const [progress, setProgress] = useState<Progress>();
  const [taken, setTaken] = useState<readonly Taken[]>();
  const read = async (files: readonly File[]): Promise<void> => {
    setTaken(undefined);
    setProgress({ done: 0, of: files.length });
    setTaken(await takeStick(session.value?.token ?? '', files, (done, of) => setProgress({ done, of })));
    setProgress(undefined);
    changed();
  };
  return (
    <div class="sheet office-drop">
      <ChooseFiles
        words={say('sync.screen.stick.read')}
        look="main sync-big"
        isMany
        isOff={progress !== undefined}
        onChosen={(files) => void read(files)}
      />
      <p>{say(isRegion ? 'sync.screen.stick.read.how-region' : 'sync.screen.stick.read.how')}</p>
      {progress && <Moving progress={progress} />}
      {taken && <TakenList taken={taken} />}
    </div>
  );
}

function Moving({ progress: { done, of } }: { progress: Progress }) {
  const say = useSay();
  return (
    <p role="status">
      <progress value={done} max={of} aria-label={say('sync.screen.stick.moving', { done, of })} />{' '}
      {say('sync.screen.stick.moving', { done, of })}
    </p>
  );
}

function TakenList({ taken }: { taken: readonly Taken[] }) {
  const say = useSay();
  const good = taken.filter(({ failure }) => !failure);
  const records = good.reduce((sum, each) => sum + each.records, 0);
  const files = good.reduce((sum, each) => sum + each.files, 0);
  return (
    <>
      {good.length > 0 && (
        <Message tone="good" isNews>
          {say('sync.screen.stick.taken', { count: good.length, records, files })}
        </Message>
      )}
      {taken.map(
        ({ name, failure }) =>
          failure && (
            <Message key={name} tone="wrong" isNews>
              <p>
                <code>{name}</code>
              </p>
              <p>{say(failure.key, failure.values)}</p>
            </Message>
          ),
      )}
    </>
  );
}
