import {
  mintId,
  schoolScope,
  systemRandomness,
  type NodeId,
  type PersonId,
  type SchoolId,
  type TabletId,
} from '#kernel/ids.ts';
import { signWorkCredential } from '#people/credentials.ts';
import { enrolled, personRegistered, tabletEnrolled } from '#people/records.ts';
import { newToken, tokenHash } from '#people/sessions.ts';
import { buildPack, publishPack, readPackFolder, type Question } from '#rooms/library/index.ts';
import { makeIdentity } from '#sync/index.ts';
import { join } from 'node:path';
import { openNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';
import { rightAnswer } from '../src/simulation/answers.ts';
import type { LoadTablet } from './tablets.ts';

/** A tablet as it can be kept in a file. */
export type Enrolled = { readonly tablet: TabletId; readonly token: string; readonly credential: string };

/** The lesson that tablets work at: the file of one of the shipped pack's lessons, and its questions. */
export type BenchLesson = { readonly lesson: string; readonly file: string; readonly questions: readonly Question[] };

export type BenchSchool = {
  readonly enrolled: readonly Enrolled[];
  readonly pupils: readonly PersonId[];
  readonly lessons: readonly BenchLesson[];
  readonly tablets: readonly LoadTablet[];
};

export const benchSchool = 'bench-school' as SchoolId;
export const benchPack = 'week-5-7';

/** A school with as many pupils as tablets, each at a lesson of the shipped pack; its node is closed again. */
export async function aSchoolWithTablets(folder: string, count: number): Promise<BenchSchool> {
  const school = benchSchool;
  await makeIdentity(folder, { kind: 'school', school, node: mintId<NodeId>(systemRandomness) }, systemRandomness);
  const node = await openNode(settingsFrom({ TIREK_DATA: folder }));
  const { house } = node;
  const scope = schoolScope(school);
  const pack = await buildPack(readPackFolder(join(import.meta.dirname, '..', 'content', benchPack)), {
    isPartial: true,
  });
  if (!pack.pack) throw new Error(`the pack has errors: ${JSON.stringify(pack.errors[0])}`);
  await publishPack(house, scope, 'bench', pack.pack);
  const lessons: BenchLesson[] = [];
  for (const { id, languages } of pack.pack.manifest.lessons) {
    const file = languages.kk?.file ?? '';
    const { questions } = JSON.parse(Buffer.from(await house.files.read(file)).toString('utf8'));
    if (questions.length > 0) lessons.push({ lesson: id, file, questions });
  }
  const all: Enrolled[] = [];
  const pupils: PersonId[] = [];
  await house.log.write((on) => {
    const records = Array.from({ length: count }, () => {
      const person = on.mint<PersonId>();
      const tablet = on.mint<TabletId>();
      const token = newToken('t1');
      pupils.push(person);
      const credential = signWorkCredential(house.self.signingKey, { p: person, t: tablet, s: school, iat: on.now });
      all.push({ tablet, token, credential });
      const name = on.seal(person, scope, JSON.stringify({ family: 'Үлгі', given: 'Оқушы' }));
      const enrolment = { enrolment: on.mint<string>(), person, school, grade: 5, letter: '', medium: 'kk' as const };
      return [
        personRegistered.draft(scope, 'bench', { person, name, language: 'kk', picture: '' }),
        enrolled.draft(scope, 'bench', { ...enrolment, year: 2026, from: '2026-09-01' }),
        tabletEnrolled.draft(scope, 'bench', { tablet, token: tokenHash(token), label: '' }),
      ];
    });
    return { records: records.flat(), answer: undefined };
  });
  await node.close();
  const [first] = lessons;
  if (!first) throw new Error('the pack has no lesson with questions');
  return { enrolled: all, pupils, lessons, tablets: all.map((each) => loadTablet(each, first, 0)) };
}

/** A tablet at a lesson, whose outbox goes on after entry `from`. */
export function loadTablet(tablet: Enrolled, { lesson, file, questions }: BenchLesson, from: number): LoadTablet {
  const attempt = `${tablet.tablet}-${from + 1}`;
  let n = from;
  const next = (): ReturnType<LoadTablet['next']> => {
    if (n++ === from)
      return { n, kind: 'lessons.begun', body: { attempt, pack: benchPack, lesson, file, language: 'kk' } };
    const question = questions[n % questions.length] as Question;
    const body = { attempt, file, question: question.id, answer: rightAnswer(question), ms: 20_000 + n };
    return { n, kind: 'lessons.answered', body };
  };
  return { ...tablet, next };
}
