import { join } from 'node:path';
import {
  mintId,
  schoolScope,
  systemRandomness,
  type GroupId,
  type NodeId,
  type PersonId,
  type SchoolId,
} from '#kernel/ids.ts';
import { groupSet } from '#people/records.ts';
import { sessions } from '#people/sessions.ts';
import { anAdult } from '#people/testing.ts';
import { buildPack, publishPack, readPackFolder } from '#rooms/library/index.ts';
import { minimalContent } from '#rooms/lessons/run/starting.ts';
import type { Plan } from '#rooms/lessons/plan/plan.ts';
import { makeIdentity } from '#sync/index.ts';
import { openNode } from '../src/main.ts';
import { settingsFrom } from '../src/settings.ts';
import { aPupilTablet } from './pupil-tablet.ts';
import { benchPack, benchSchool, loadTablet, type BenchLesson } from './school.ts';
import type { LoadTablet } from './tablets.ts';

export type ClassTablet = LoadTablet & { readonly person: PersonId; readonly session: string };
export type ClassSchool = {
  readonly teacher: string;
  readonly tablets: readonly ClassTablet[];
  readonly content: Plan;
};

const firstGrade = 5;
/** As many as a plan may have: a lane can be sent on so often. */
const phases = 12;

/** A school whose one teacher has four grades in one room, each pupil signed in on a tablet; its node is closed again. */
export async function aClass(folder: string, pupils: number, lanes: number): Promise<ClassSchool> {
  const school: SchoolId = benchSchool;
  await makeIdentity(folder, { kind: 'school', school, node: mintId<NodeId>(systemRandomness) }, systemRandomness);
  const node = await openNode(settingsFrom({ TIREK_DATA: folder }));
  const { house } = node;
  const scope = schoolScope(school);
  const { pack, errors } = await buildPack(readPackFolder(join(import.meta.dirname, '..', 'content', benchPack)), {
    isPartial: true,
  });
  if (!pack) throw new Error(`the pack has errors: ${JSON.stringify(errors[0])}`);
  await publishPack(house, scope, 'bench', pack);
  const named = pack.manifest.lessons.find((each) => each.subject === 'mathematics');
  const file = named?.languages.kk?.file ?? '';
  const { questions } = JSON.parse(Buffer.from(await house.files.read(file)).toString('utf8')) as BenchLesson;
  const lesson: BenchLesson = { lesson: named?.id ?? '', file, questions };
  const teacher = await anAdult(house, 'teacher', ['teacher']);
  const group = mintId<GroupId>(systemRandomness);
  const grades = Array.from({ length: lanes }, (_, n) => firstGrade + n);
  const about = { group, subject: 'mathematics', grades, teacher, with: [], without: [], year: 2026 };
  await house.log.write(() => ({ records: [groupSet.draft(scope, 'bench', about)], answer: undefined }));
  const desk = sessions();
  const tablets: ClassTablet[] = [];
  for (let n = 0; n < pupils; n++) {
    const pupil = await aPupilTablet(house, desk, school, grades[n % lanes] ?? firstGrade);
    tablets.push({ ...loadTablet(pupil, lesson, 0), person: pupil.person, session: pupil.session });
  }
  const session = await desk.open(house, teacher, undefined);
  await node.close();
  return { teacher: session, tablets, content: contentFor(group, grades, lesson.lesson) };
}

function contentFor(group: GroupId, grades: readonly number[], lesson: string): Plan {
  const lanes = grades.map((grade) => ({ group, grade, subject: 'mathematics', topic: 'Бөлшек' }));
  const plan = minimalContent(lanes, 90, 'Жаттығуларды орында');
  const activities = [{ kind: 'lesson' as const, pack: benchPack, lesson, minutes: 7 }];
  const parts = grades.map(() => {
    return { mode: 'independent' as const, form: 'drill' as const, pupils: 'Жаттығуларды орында', activities };
  });
  return { ...plan, phases: Array.from({ length: phases }, () => ({ minutes: 7, parts })) };
}
