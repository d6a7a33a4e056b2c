import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp, useTitle, type Session } from '#web/app.ts';
import { Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { findLab } from '../labs/list.ts';
import type { AnyLab } from '../model/lab.ts';
import type { GoneOnAnswer } from '../routes-mine.ts';
import { BenchBegin } from './bench-begin.tsx';
import { beginWork, openSession, takeOver, type BenchSession } from './bench-session.ts';
import { openBenchStore, type BenchStore, type StoredWork } from './bench-store.ts';
import { BenchView } from './bench-view.tsx';
import { FollowView } from './follow-view.tsx';
import { useLabSay } from './lab-say.ts';
import { useMine } from './mine.ts';
import { OtherWay, type Way } from './other-way.tsx';
import { sceneOf, type Scene } from './scenes.ts';
import './labs.css';

type Opened =
  | {
      readonly session: BenchSession;
      readonly scene: Scene;
      readonly other: StoredWork | undefined;
      /** Counts what was opened: a work that was taken over is another session, and nothing of the one before stays. */
      readonly nth: number;
    }
  | { readonly followed: string; readonly spec: AnyLab; readonly scene: Scene };

/** A work to begin, or one that this tablet has. */
type Wish = { readonly isReal: boolean; readonly mate: string } | { readonly work: string };

/** As often as this a tablet of a pair asks whether the work went on at the other. */
const askMilliseconds = 10_000;

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
  const { mine, failure, again } = useMine(session.person);
  const [store, setStore] = useState<BenchStore>();
  const [opened, setOpened] = useState<Opened | 'wrong' | 'choose'>();
  const [only, setOnly] = useState<Way>();
  const openings = useRef(0);
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
  const own = { person: session.person, credential };
  const parts = async () => {
    const [spec, scene] = await Promise.all([findLab(lab)?.load(), sceneOf(lab)]);
    return spec && scene ? { spec, scene } : undefined;
  };
  /** Opens what this tablet has of the task, or what was just begun here. */
  const open = async (wish?: Wish): Promise<void> => {
    if (!store) return;
    const found = await parts();
    if (!found) return setOpened('wrong');
    const { spec, scene } = found;
    const all = (await store.ofPerson(session.person)).filter((each) => each.lab === lab && each.task === task);
    const works = all.filter(({ version }) => version === spec.version).toSorted((a, b) => b.beganAt - a.beganAt);
    const going = !wish ? works[0] : 'work' in wish ? works.find((each) => each.work === wish.work) : undefined;
    if (!going && (!wish || 'work' in wish)) return setOpened('choose');
    if (!going && !key) return;
    const { isReal, mate: chosen } = wish && 'mate' in wish ? wish : { isReal: false, mate: '' };
    const mate = mine?.mates.find(({ person }) => person === chosen);
    const wanted = { ...own, lab, task, key: key ?? '', isReal, version: spec.version, mate };
    const work = going ?? (await beginWork(store, app.outbox, wanted, app.outbox.now()));
    const made = await openSession(store, app.outbox, spec, work);
    const other = works.find((each) => each.isReal !== work.isReal);
    setOpened(made ? { session: made, scene, other, nth: ++openings.current } : 'wrong');
  };
  const goOn = async (work: string): Promise<void> => {
    const answer = await app.api.get<GoneOnAnswer>(`/labs/mine/${work}`);
    if (!answer.ok || !store) return setOpened('wrong');
    await takeOver(store, own, answer.value);
    await open();
  };
  const follow = async (work: string): Promise<void> => {
    const found = await parts();
    setOpened(found ? { ...found, followed: work } : 'wrong');
  };
  const inVain = (): void => setOpened('wrong');
  useEffect(() => {
    // A bench that stands is not taken away when its list comes anew.
    if (opened === undefined || opened === 'choose') void open().catch(inVain);
  }, [store, key, lab, task]);
  const stored = typeof opened === 'object' && 'session' in opened ? opened.session.stored.value : undefined;
  useEffect(() => {
    if (!stored?.partner) return;
    const timer = setInterval(again, askMilliseconds);
    return () => clearInterval(timer);
  }, [stored?.work, again]);
  if (opened === 'wrong') {
    return (
      <Message tone="wrong" isNews>
        {say('labs.cannot-open')}
      </Message>
    );
  }
  if (opened === 'choose') {
    if (!key) return failure ? <Message tone="wait">{say('labs.needs-school')}</Message> : <Waiting />;
    if (!mine) return <Waiting />;
    return (
      <BenchBegin
        lab={lab}
        task={task}
        only={only}
        mine={mine}
        say={say}
        begin={(isReal, mate) => void open({ isReal, mate }).catch(inVain)}
        goOn={(work) => void goOn(work).catch(inVain)}
        follow={(work) => void follow(work).catch(inVain)}
      />
    );
  }
  if (!opened) return <Waiting />;
  if ('followed' in opened) {
    const { followed, spec, scene } = opened;
    return (
      <FollowView work={followed} spec={spec} scene={scene} say={say} goOn={() => void goOn(followed).catch(inVain)} />
    );
  }
  const ahead = mine?.works.find((each) => each.work === stored?.work && each.turn > (stored?.turn ?? 0));
  return (
    <>
      {ahead && (
        <Message tone="wait" isNews>
          <p>{say('labs.ahead')}</p>
          <button type="button" class="button" onClick={() => void goOn(ahead.work).catch(inVain)}>
            {say('labs.go-on-here')}
          </button>
        </Message>
      )}
      <OtherWay
        session={opened.session}
        has={opened.other !== undefined}
        say={say}
        open={() => void open({ work: opened.other?.work ?? '' }).catch(inVain)}
        begin={(way) => {
          setOnly(way);
          setOpened('choose');
        }}
      />
      <BenchView key={opened.nth} session={opened.session} scene={opened.scene} say={say} />
    </>
  );
}
