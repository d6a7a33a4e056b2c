import { useEffect, useState } from 'preact/hooks';
import { useApp, useTitle, type Session } from '#web/app.ts';
import { Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { findLab } from '../labs/list.ts';
import { beginWork, openSession, type BenchSession } from './bench-session.ts';
import { openBenchStore, type BenchStore } from './bench-store.ts';
import { BenchView } from './bench-view.tsx';
import { useLabSay } from './lab-say.ts';
import { useMine } from './mine.ts';
import { sceneOf, type Scene } from './scenes.ts';
import './labs.css';

type Opened = { readonly session: BenchSession; readonly scene: Scene };

/** A pupil at the bench of one lab. It goes on without a server, and after a power cut from where it stood. */
export function BenchPage({ params }: ScreenProps) {
  const { session } = useApp();
  const who = session.value;
  return who?.credential ? (
    <BenchOf session={who} credential={who.credential} lab={params['lab'] ?? ''} task={params['task'] ?? ''} />
  ) : null;
}

function BenchOf({
  session,
  credential,
  lab,
  task,
}: {
  session: Session;
  credential: string;
  lab: string;
  task: string;
}) {
  const app = useApp();
  const say = useLabSay(lab);
  useTitle(say(`labs.${lab}.title`));
  const { mine, failure } = useMine(session.person);
  const [store, setStore] = useState<BenchStore>();
  const [opened, setOpened] = useState<Opened | 'wrong' | 'choose'>();
  const key = mine?.key;
  useEffect(() => {
    let found: BenchStore | undefined;
    void openBenchStore(Date.now()).then(
      (each) => {
        found = each;
        setStore(each);
      },
      () => setOpened('wrong'),
    );
    return () => found?.close();
  }, []);
  const open = async (isReal?: boolean): Promise<void> => {
    if (!store) return;
    const [spec, scene] = await Promise.all([findLab(lab)?.load(), sceneOf(lab)]);
    if (!spec || !scene) return setOpened('wrong');
    const own = (await store.ofPerson(session.person)).filter((each) => each.lab === lab && each.task === task);
    const going = own.toSorted((a, b) => b.beganAt - a.beganAt).find((each) => each.version === spec.version);
    if (!going && isReal === undefined) return setOpened('choose');
    if (!going && !key) return;
    const wanted = {
      person: session.person,
      lab,
      task,
      key: key ?? '',
      isReal: isReal ?? false,
      credential,
      version: spec.version,
    };
    const work = going ?? (await beginWork(store, app.outbox, wanted, app.outbox.now()));
    const made = await openSession(store, app.outbox, spec, work);
    setOpened(made ? { session: made, scene } : 'wrong');
  };
  useEffect(() => void open().catch(() => setOpened('wrong')), [store, key, lab, task]);
  if (opened === 'wrong') {
    return (
      <Message tone="wrong" isNews>
        {say('labs.cannot-open')}
      </Message>
    );
  }
  if (opened === 'choose') {
    if (!key) return failure ? <Message tone="wait">{say('labs.needs-school')}</Message> : <Waiting />;
    const begin = (isReal: boolean) => void open(isReal).catch(() => setOpened('wrong'));
    return (
      <div class="sheet lab-begin">
        <p class="quiet">{say(`labs.${lab}.title`)}</p>
        <h1>{say(`labs.${lab}.task.${task}`)}</h1>
        <p>{say(`labs.${lab}.about.${task}`)}</p>
        <ul>
          <li>{say('labs.begin.own')}</li>
          <li>{say('labs.begin.kept')}</li>
        </ul>
        <div class="buttons">
          <button type="button" class="button main large" onClick={() => begin(false)}>
            {say('labs.begin')}
          </button>
          <button type="button" class="button" onClick={() => begin(true)}>
            {say('labs.begin.real')}
          </button>
        </div>
      </div>
    );
  }
  if (!opened) return <Waiting />;
  return <BenchView session={opened.session} scene={opened.scene} say={say} />;
}
