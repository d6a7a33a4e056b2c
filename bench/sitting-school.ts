import { join } from 'node:path';
import { mintId, systemRandomness, type PersonId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import { systemClock } from '#kernel/time.ts';
import { sessions } from '#people/sessions.ts';
import { anAdult } from '#people/testing.ts';
import { formsFor } from '#rooms/assessment/index.ts';
import { makeIdentity } from '#sync/index.ts';
import { openNode } from '../src/main.ts';
import { aForm, publishStudy } from '../src/rooms/sitting/testing.ts';
import { settingsFrom } from '../src/settings.ts';
import { enrolAt, meet } from '../src/simulation/one-process.ts';
import { aPupilTablet } from './pupil-tablet.ts';

/** A tablet with the pupil who is signed in on it. */
export type SittingTablet = {
  readonly tablet: { readonly tablet: TabletId; readonly token: string };
  readonly session: string;
  readonly credential: string;
  readonly person: PersonId;
};

const quiet = { clock: systemClock, randomness: systemRandomness, hasJobs: false };

/** A school that can sit a form of 40 items today, with a teacher and pupils who are signed in; its node is closed again. */
export async function aSittingRoom(
  folder: string,
  pupils: number,
): Promise<{ readonly data: string; readonly teacher: string; readonly tablets: readonly SittingTablet[] }> {
  const data = join(folder, 'school');
  const school = mintId<SchoolId>(systemRandomness);
  await makeIdentity(join(folder, 'region'), { kind: 'region' }, systemRandomness);
  await makeIdentity(data, { kind: 'school', school }, systemRandomness);
  const region = await openNode(settingsFrom({ TIREK_DATA: join(folder, 'region') }), quiet);
  const node = await openNode(settingsFrom({ TIREK_DATA: data }), quiet);
  await enrolAt(region, node, school);
  await publishStudy(region.house, [aForm('bench-form', 'mathematics-6', '1', 40)], {
    from: '2020-01-01',
    to: '2099-01-01',
  });
  await meet(region, node);
  for (const { file } of await formsFor(node.house.log.read, school)) {
    await node.house.files.put(await region.house.files.read(file));
  }
  await region.close();
  const { house } = node;
  const desk = sessions();
  const tablets: SittingTablet[] = [];
  for (let n = 0; n < pupils; n++) {
    const { tablet, token, ...pupil } = await aPupilTablet(house, desk, school, 6);
    tablets.push({ tablet: { tablet, token }, ...pupil });
  }
  const teacher = await desk.open(house, await anAdult(house, 'teacher', ['teacher']), undefined);
  await node.close();
  return { data, teacher, tablets };
}
