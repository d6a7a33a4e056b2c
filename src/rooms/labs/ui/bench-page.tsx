import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp, useSay, useTitle, type Session } from '#web/app.ts';
import { Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { GoneOnAnswer } from '../routes-mine.ts';
import { BenchBegin } from './bench-begin.tsx';
import { beginWork, openSession, takeOver, type BenchSession } from './bench-session.ts';
import type { BenchStore, StoredWork } from './bench-store.ts';
import { BenchView, type RealParts } from './bench-view.tsx';
import { FollowView } from './follow-view.tsx';
import { fetchRest, partsOf, realParts, type LabParts } from './lab-parts.ts';
import { useMine } from './mine.ts';
import { OtherWay, type Way } from './other-way.tsx';
import { ownStore } from './own-store.ts';
import type { Scene } from './scenes.ts';
import './labs.css';

type Opened =
  | {
      readonly session: BenchSession;
      readonly scene: Scene;
      readonly real: RealParts | undefined;
      readonly other: StoredWork | undefined;
      /** Counts what was opened: a work that was taken over is another session, and nothing of the one before stays. */
      readonly nth: number;
    }
  | ({ readonly followed: string } & LabParts);

/** A work to begin, or one that this tablet has. */
type Wish = { readonly isReal: boolean; readonly mate: string } | { readonly work: string };

/** Nothing stands in the way of the bench: what is not needed for it comes when it is drawn, or while its question is read. */
const [soonMilliseconds, readMilliseconds] = [200, 2000];
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
  const say = useSay();
  useTitle(say(`labs.${lab}.title`));
  const { mine, failure, again } = useMine(session.person);
  const [store, setStore] = useState<BenchStore>();
  const [opened, setOpened] = useState<Opened | 'wrong' | 'choose'>();
  const [only, setOnly] = useState<Way>();
  const openings = useRef(0);
  const key = mine?.key;
  useEffect(() => {
    void ownStore().then(setStore, () => setOpened('wrong'));
  }, []);
  const own = { person: session.person, credential };
  /** Opens what this tablet has of the task, or what was just begun here. */
  const open = async (wish?: Wish): Promise<void> => {
    if (!store) return;
    const [found, all] = await Promise.all([partsOf(lab), store.ofPerson(session.person)]);
    if (!found) return setOpened('wrong');
    const { spec, scene } = found;
    const works = all
      .filter((each) => each.lab === lab && each.task === task && each.version === spec.version)
      .toSorted((a, b) => b.beganAt - a.beganAt);
    const going = !wish ? works[0] : 'work' in wish ? works.find((each) => each.work === wish.work) : undefined;
    if (!going && (!wish || 'work' in wish)) return setOpened('choose');
    if (!going && !key) return;
    const { isReal, mate: chosen } = wish && 'mate' in wish ? wish : { isReal: false, mate: '' };
    const mate = mine?.mates.find(({ person }) => person === chosen);
    const wanted = { ...own, lab, task, key: key ?? '', isReal, version: spec.version, mate };
    const work = going ?? (await beginWork(store, app.outbox, wanted, app.outbox.now()));
    const real = work.isReal ? await realParts() : undefined;
    const made = await openSession(store, app.outbox, spec, work);
    const other = works.find((each) => each.isReal !== work.isReal);
    setOpened(made ? { session: made, scene, real, other, nth: ++openings.current } : 'wrong');
  };
  const goOn = async (work: string): Promise<void> => {
    const answer = await app.api.get<GoneOnAnswer>(`/labs/mine/${work}`);
    if (!answer.ok || !store) return setOpened('wrong');
    await takeOver(store, own, answer.value);
    await open();
  };
  const follow = async (work: string): Promise<void> => {
    const found = await partsOf(lab);
    setOpened(found ? { ...found, followed: work } : 'wrong');
  };
  const inVain = (): void => setOpened('wrong');
  useEffect(() => {
    // A bench that stands is not taken away when its list comes anew.
    if (opened === undefined || opened === 'choose') void open().catch(inVain);
  }, [store, key, lab, task]);
  useEffect(() => {
    if (!opened) return;
    const timer = setTimeout(() => void fetchRest(lab), opened === 'choose' ? readMilliseconds : soonMilliseconds);
    return () => clearTimeout(timer);
  }, [opened, lab]);
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
      <BenchView key={opened.nth} session={opened.session} scene={opened.scene} real={opened.real} say={say} />
    </>
  );
}
