import { hash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schoolScope, systemRandomness, type GroupId, type PersonId, type Scope, type TabletId } from '#kernel/ids.ts';
import { day, hour, second } from '#kernel/time.ts';
import { fingerprint } from '#log/house.ts';
import type { Draft } from '#log/record.ts';
import { peopleProjection } from '#people/index.ts';
import { answered, assigned, begun, finished, marked } from '#rooms/lessons/records.ts';
import type { Question } from '#rooms/library/index.ts';
import { syncProjection } from '#sync/index.ts';
import { openNode } from '../src/main.ts';
import { rooms } from '../src/rooms.ts';
import { settingsFrom } from '../src/settings.ts';
import { setClock } from '../src/simulation/activity.ts';
import { isRight, rightAnswer, wrongAnswer } from '../src/simulation/answers.ts';
import { diceOf } from '../src/simulation/dice.ts';
import { aSchoolWithTablets, benchPack, benchSchool, loadTablet, type BenchLesson, type Enrolled } from './school.ts';
import type { LoadTablet } from './tablets.ts';

const home = join(import.meta.dirname, '..');

/** A year of a school: 100 pupils on 170 days, each at three or four lessons a day. */
export const yearPupils = 100;
export const yearRecords = 1_000_000;
const schoolDays = 170;
const firstDay = Date.UTC(2026, 8, 1, 3);

/** What happened within some minutes is written at once: making a year is not what is measured. */
const recordsOfWrite = 1_000;

type Pupil = { readonly person: PersonId; readonly tablet: TabletId };
type Step = { readonly at: number; readonly drafts: readonly Draft[] };

/**
 * What happens in a school in a year, in order, until there are so many records: teachers give lessons, each pupil
 * begins one, answers its questions (a wrong answer is tried again), finishes it, and gets a mark for every third.
 */
export function* yearOf(
  scope: Scope,
  pupils: readonly Pupil[],
  lessons: readonly BenchLesson[],
  records: number,
  seed: string,
): Generator<Step> {
  const dice = diceOf(seed);
  const entries = pupils.map(() => 0);
  const group = 'bench-group' as GroupId;
  let left = records;
  const step = (at: number, drafts: readonly Draft[]): Step => {
    const kept = drafts.slice(0, left);
    left -= kept.length;
    return { at, drafts: kept };
  };
  for (let n = 0; left > 0; n++) {
    const lesson = lessons[n % lessons.length] as BenchLesson;
    const rounds = Math.ceil(records / pupils.length / schoolDays / (lesson.questions.length * 1.4 + 2.4));
    let at = firstDay + Math.floor(Math.floor(n / rounds) * 1.4) * day + (n % rounds) * hour;
    const assignment = `a${n}`;
    const lessonsOf = [{ pack: benchPack, lesson: lesson.lesson }];
    yield step(at, [assigned.draft(scope, 'teacher', { assignment, group, grades: [5], lessons: lessonsOf })]);
    const draft = (pupil: number) => ({ person: pupils[pupil]?.person ?? '', via: viaOf(pupils, entries, pupil) });
    const attempts = pupils.map(({ tablet }, pupil) => `${tablet}-${(entries[pupil] ?? 0) + 1}`);
    const each = (make: (pupil: number, attempt: string) => Draft | undefined): Step => {
      at += 30 * second;
      return step(
        at,
        attempts.flatMap((attempt, pupil) => make(pupil, attempt) ?? []),
      );
    };
    yield each((pupil, attempt) => {
      const { person, via } = draft(pupil);
      const { file } = lesson;
      return begun.draft(
        scope,
        person,
        { attempt, assignment, pack: benchPack, lesson: lesson.lesson, file, language: 'kk' },
        via,
      );
    });
    for (const question of lesson.questions) {
      const answer = (isTrue: boolean) => (pupil: number, attempt: string) => {
        const { person, via } = draft(pupil);
        return answered.draft(scope, person, answerBody(lesson, question, attempt, isTrue, dice), via);
      };
      const wrong = new Set([...pupils.keys()].filter((pupil) => !isRight(pupil / 25 - 1, 0.3, dice)));
      yield each((pupil, attempt) => answer(!wrong.has(pupil))(pupil, attempt));
      yield each((pupil, attempt) => (wrong.has(pupil) ? answer(true)(pupil, attempt) : undefined));
    }
    yield each((pupil, attempt) => {
      const { person, via } = draft(pupil);
      return finished.draft(scope, person, { attempt }, via);
    });
    yield each((pupil, attempt) => {
      if (pupil % 3 !== n % 3) return undefined;
      return marked.draft(scope, 'teacher', {
        attempt,
        person: pupils[pupil]?.person as PersonId,
        mark: 3 + (pupil % 3),
      });
    });
  }
}

function viaOf(pupils: readonly Pupil[], entries: number[], pupil: number): NonNullable<Draft['via']> {
  const n = (entries[pupil] ?? 0) + 1;
  entries[pupil] = n;
  return { tablet: pupils[pupil]?.tablet as TabletId, n };
}

function answerBody(
  lesson: BenchLesson,
  question: Question,
  attempt: string,
  isTrue: boolean,
  dice: ReturnType<typeof diceOf>,
) {
  const answer = isTrue ? rightAnswer(question) : wrongAnswer(question, dice);
  return {
    attempt,
    lesson: lesson.lesson,
    question: question.id,
    answer,
    ms: 5_000 + dice.int(60_000),
    points: isTrue ? 1 : 0,
    of: 1,
  };
}

type Kept = {
  readonly enrolled: readonly Enrolled[];
  readonly lessons: readonly BenchLesson[];
  readonly records: number;
};

export type YearSchool = {
  /** A copy of its own, for the caller to change and to remove. */
  readonly folder: string;
  readonly records: number;
  readonly lessons: readonly BenchLesson[];
  readonly tablets: readonly LoadTablet[];
};

/**
 * A school node with a year of records. Made once, through the log itself, into `.cache/bench`, and made again when what
 * is stored has changed: then its tables would be built anew at the start.
 */
export async function aSchoolWithAYear(): Promise<YearSchool> {
  const kept = join(home, '.cache', 'bench', `year-${formatOf()}`);
  if (!existsSync(kept)) await makeYear(kept);
  const folder = mkdtempSync(join(tmpdir(), 'tirek-year-'));
  cpSync(join(kept, 'node'), folder, { recursive: true });
  const { enrolled, lessons, records } = JSON.parse(readFileSync(join(kept, 'school.json'), 'utf8')) as Kept;
  const [first] = lessons as [BenchLesson];
  // Entries of a run begin far above those of the year, so that none counts as sent already.
  return { folder, records, lessons, tablets: enrolled.map((each) => loadTablet(each, first, 10_000_000)) };
}

async function makeYear(kept: string): Promise<void> {
  const folder = `${kept}.making`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  console.error(`making a year of ${yearRecords} records, once …`);
  const { enrolled, pupils, lessons } = await aSchoolWithTablets(join(folder, 'node'), yearPupils);
  const clock = setClock(firstDay);
  const world = { clock, randomness: systemRandomness, hasJobs: false };
  const { house, close } = await openNode(settingsFrom({ TIREK_DATA: join(folder, 'node') }), world);
  const places = pupils.map((person, n) => ({ person, tablet: enrolled[n]?.tablet as TabletId }));
  const written = (): number => house.log.streams().reduce((sum, head) => sum + head.next - 1, 0);
  let waiting: Draft[] = [];
  const write = async (): Promise<void> => {
    const records = waiting;
    waiting = [];
    await house.log.write(() => ({ records, answer: 0 }));
  };
  for (const { at, drafts } of yearOf(schoolScope(benchSchool), places, lessons, yearRecords - written(), 'year')) {
    clock.set(at);
    waiting.push(...drafts);
    if (waiting.length >= recordsOfWrite) await write();
  }
  await write();
  const records = written();
  await close();
  writeFileSync(join(folder, 'school.json'), JSON.stringify({ enrolled, lessons, records } satisfies Kept));
  renameSync(folder, kept);
}

/** Changes with everything that decides what lies in the store. */
function formatOf(): string {
  const files = ['src/log/{record,store,tables}.ts', 'src/log/sqlite/*.ts', 'bench/{year,school}.ts'];
  const texts = globSync(files, { cwd: home })
    .toSorted()
    .map((file) => readFileSync(join(home, file), 'utf8'));
  const projections = [syncProjection, peopleProjection, ...rooms.map((room) => room.projection)].map(fingerprint);
  return hash('sha256', [...texts, ...projections].join('\n'), 'hex').slice(0, 12);
}
