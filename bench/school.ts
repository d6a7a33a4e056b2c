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
import { buildPack, publishPack, readPackFolder } from '#rooms/library/index.ts';
import { makeIdentity } from '#sync/index.ts';
import { join } from 'node:path';
import { openNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';
import { rightAnswer } from '../src/simulation/answers.ts';
import type { LoadTablet } from './tablets.ts';

export type BenchSchool = { readonly tablets: readonly LoadTablet[]; readonly pupils: readonly PersonId[] };

/** A school with as many pupils as tablets, each at a lesson of the shipped pack; its node is closed again. */
export async function aSchoolWithTablets(folder: string, count: number): Promise<BenchSchool> {
  const school = 'bench-school' as SchoolId;
  await makeIdentity(folder, { kind: 'school', school, node: mintId<NodeId>(systemRandomness) }, systemRandomness);
  const node = await openNode(settingsFrom({ TIREK_DATA: folder }));
  const { house } = node;
  const scope = schoolScope(school);
  const pack = buildPack(readPackFolder(join(import.meta.dirname, '..', 'content', 'week-5-7')), { isPartial: true });
  if (!pack.pack) throw new Error(`the pack has errors: ${JSON.stringify(pack.errors[0])}`);
  await publishPack(house, scope, 'bench', pack.pack);
  const [lesson] = pack.pack.manifest.lessons;
  const file = lesson?.languages.kk?.file ?? '';
  const built = JSON.parse(Buffer.from(await house.files.read(file)).toString('utf8'));
  const tablets: LoadTablet[] = [];
  const pupils: PersonId[] = [];
  await house.log.write((on) => {
    const records = Array.from({ length: count }, () => {
      const person = on.mint<PersonId>();
      const tablet = on.mint<TabletId>();
      const token = newToken('t1');
      pupils.push(person);
      const credential = signWorkCredential(house.self.signingKey, { p: person, t: tablet, s: school, iat: on.now });
      let n = 0;
      const next = (): ReturnType<LoadTablet['next']> => {
        const attempt = `${tablet}-1`;
        if (n++ === 0) {
          const body = { attempt, pack: 'week-5-7', lesson: lesson?.id ?? '', file, language: 'kk' };
          return { n, kind: 'lessons.begun', body };
        }
        const question = built.questions[n % built.questions.length];
        const body = { attempt, file, question: question.id, answer: rightAnswer(question), ms: 20_000 + n };
        return { n, kind: 'lessons.answered', body };
      };
      tablets.push({ tablet, token, credential, next });
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
  return { tablets, pupils };
}
