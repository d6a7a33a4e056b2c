import { useEffect, useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import type { BuiltLesson } from '#rooms/library/model/pack.ts';
import { LessonPlaceContext, type LessonPlace } from '#rooms/library/ui/lesson-html.tsx';
import type { Failure } from '#web/api.ts';
import { useApp, useSay, type App, type Session } from '#web/app.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { bringLesson, keepMedia, mediaAddress, mediaOf } from './lesson-files.ts';
import { LessonView } from './lesson-view.tsx';
import { RunBar } from './run-bar.tsx';
import { languageOf, type Task, type Today } from './tasks.ts';
import { todayKey } from './use-today.ts';

/** A lesson at its address. What of it is on the tablet needs no server. */
export function LessonPage({ params }: ScreenProps) {
  const { session } = useApp();
  const { pack = '', lesson = '' } = params;
  return session.value ? <LessonOf session={session.value} pack={pack} lesson={lesson} /> : null;
}

/** What a lesson is found by: its files by language, and the assignment that gave it. */
type Found = Pick<Task, 'pack' | 'lesson' | 'files'> & {
  readonly assignment?: string;
  /** The attempt that the school knows of. */
  readonly known?: string;
  readonly media: string;
};

function LessonOf({ session, pack, lesson }: { session: Session; pack: string; lesson: string }) {
  const app = useApp();
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<Failure>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void findLesson(app, session, pack, lesson).then((answer) => {
      if (!isCurrent) return;
      if ('files' in answer) setFound(answer);
      else setFailure(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [pack, lesson, turn]);
  const again = (): void => {
    setFailure(undefined);
    setTurn(turn + 1);
  };
  if (failure) return <NotHere failure={failure} again={again} />;
  return (
    <>
      <RunBar session={session} />
      {found ? <InOneLanguage session={session} found={found} /> : <Waiting />}
    </>
  );
}

function NotHere({ failure, again }: { failure: Failure; again: () => void }) {
  const say = useSay();
  return (
    <>
      <Failed failure={failure} again={again} />
      <a class="button" href="/">
        {say('lessons.to-today')}
      </a>
    </>
  );
}

/** In the pupil's day, which the tablet keeps; else on the school's shelf. */
async function findLesson(app: App, session: Session, pack: string, lesson: string): Promise<Found | Failure> {
  const kept = [
    await app.kept.find<Today>(todayKey(session.person)),
    await app.kept.find<Today>(`class-tasks:${session.class}`),
  ];
  for (const today of kept) {
    const task = today?.tasks.find((each) => each.pack === pack && each.lesson === lesson);
    if (!task || !today) continue;
    const known = task.done ? { known: task.done.attempt } : {};
    return { pack, lesson, files: task.files, assignment: task.assignment, media: today.media, ...known };
  }
  const held = await inRun(app, session, pack, lesson);
  if (held) return held;
  type Shelved = { readonly file: string; readonly language: Language; readonly media: string };
  const answer = await app.api.get<Shelved>(`/library/lessons/${pack}/${lesson}/${app.language.value}`);
  if (!answer.ok) return answer.error;
  const { file, language, media } = answer.value;
  return { pack, lesson, files: { [language]: file }, media };
}

type KeptRun = {
  readonly run: {
    readonly media: string;
    readonly parts: readonly { readonly activities: readonly KeptActivity[] }[];
    readonly own: { readonly more: readonly KeptActivity[]; readonly homework: readonly KeptActivity[] };
  } | null;
};
type KeptActivity = Partial<Pick<Task, 'pack' | 'lesson' | 'files'>>;

/** In the lesson that goes on, as the tablet keeps it. */
async function inRun(app: App, { person }: Session, pack: string, lesson: string): Promise<Found | undefined> {
  const run = (await app.kept.find<KeptRun>(`own-run:${person}`))?.run;
  if (!run) return undefined;
  const all = [...run.parts.flatMap((each) => each.activities), ...run.own.more, ...run.own.homework];
  const files = all.find((each) => each.pack === pack && each.lesson === lesson)?.files;
  return files && Object.keys(files).length > 0 ? { pack, lesson, files, media: run.media } : undefined;
}

function InOneLanguage({ session, found }: { session: Session; found: Found }) {
  const app = useApp();
  const [wanted, setWanted] = useState(languageOf(found.files, app.language.value));
  const [lesson, setLesson] = useState<{
    readonly built: BuiltLesson;
    readonly file: string;
    readonly place: LessonPlace & { readonly leave: () => void };
  }>();
  const [failure, setFailure] = useState<Failure>();
  const [turn, setTurn] = useState(0);
  const file = found.files[wanted] ?? '';
  useEffect(() => setWanted(languageOf(found.files, app.language.value)), [app.language.value]);
  useEffect(() => {
    let isCurrent = true;
    const bring = async (): Promise<void> => {
      const answer = await bringLesson(app, file);
      const place = answer.ok && (await placeOf(app, found, answer.value));
      if (!isCurrent) return;
      if (!answer.ok) setFailure(answer.error);
      else if (place) setLesson({ built: answer.value, file, place });
    };
    setFailure(undefined);
    void bring();
    return () => {
      isCurrent = false;
    };
  }, [file, turn]);
  const again = (): void => setTurn(turn + 1);
  useEffect(() => lesson?.place.leave, [lesson]);
  useKeptMedia(found.media, lesson?.built);
  if (failure && !lesson) return <NotHere failure={failure} again={again} />;
  if (!lesson) return <Waiting />;
  const languages = (['kk', 'ru', 'en'] as const).filter((each) => found.files[each]);
  const speech = { language: lesson.built.language, languages, speak: setWanted };
  const about = { ...found, file: lesson.file, lesson: lesson.built };
  return (
    <LessonPlaceContext.Provider value={lesson.place}>
      {failure && <Failed failure={failure} again={again} />}
      <LessonView session={session} about={about} speech={speech} />
    </LessonPlaceContext.Provider>
  );
}

/** Media that the tablet keeps are shown from there; the rest comes from the school. */
async function placeOf(
  { kept }: App,
  { pack, media }: Found,
  lesson: BuiltLesson,
): Promise<LessonPlace & { readonly leave: () => void }> {
  const here = new Map<string, string>();
  for (const ref of mediaOf(lesson)) {
    const blob = await kept.find<Blob>(`media:${ref}`);
    if (blob) here.set(ref, URL.createObjectURL(blob));
  }
  return {
    language: lesson.language,
    ofMedia: (ref) => here.get(ref) ?? mediaAddress(media, ref),
    ofLesson: (id) => `/lesson/${pack}/${id}`,
    leave: () => here.forEach((address) => URL.revokeObjectURL(address)),
  };
}

/** Keeps the open lesson's media for the time when the school is away, after the pupil has seen the first of them. */
function useKeptMedia(signature: string, lesson: BuiltLesson | undefined): void {
  const app = useApp();
  useEffect(() => {
    if (!lesson) return;
    const timer = setTimeout(() => void keepMedia(app, signature, mediaOf(lesson)), 8000);
    return () => clearTimeout(timer);
  }, [lesson]);
}
