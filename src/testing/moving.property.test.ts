import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonId, SchoolId } from '#kernel/ids.ts';
import { day } from '#kernel/time.ts';
import { peopleProjection } from '#people/index.ts';
import { findPupil } from '#people/queries.ts';
import { aPupil } from '#people/testing.ts';
import { openByRegion } from '#people/transfers/region.ts';
import { lessons } from '#rooms/lessons/index.ts';
import { historyShown } from '#rooms/lessons/history/shown.ts';
import { dumpRows, seededRandomness } from './logs.ts';
import { publishLessons, work } from './moving.ts';
import { aRegion, type TestRegion } from './region.ts';

const schools = ['aa', 'bb', 'cc'] as const;
type School = (typeof schools)[number];
type Child = { readonly person: PersonId; at: School };

/** A world, what must be true of it, and what was done, for who reads a failure. */
type Story = {
  readonly all: TestRegion;
  readonly children: Child[];
  /** Attempts that must be found: `school attempt`. */
  readonly done: Map<string, PersonId>;
  readonly steps: string[];
  hasBurnt: boolean;
};

async function regionHas({ all }: Story): Promise<Set<string>> {
  const rows = await all.region.house.log.read.all<{ school: string; attempt: string }>(
    'select school, attempt from lessons_attempts',
  );
  return new Set(rows.map(({ school, attempt }) => `${school} ${attempt}`));
}

/** One step of the seed's: schools speak or are silent, pupils move and work, a server burns, days go by. */
async function step(story: Story, pick: (below: number) => number): Promise<void> {
  const { all, children, done, steps } = story;
  const school = schools[pick(3)] as School;
  const child = children[pick(children.length)] as Child;
  const what = pick(10);
  if (what < 4) {
    steps.push(`${school} speaks`);
    await all.speak(school);
    if (pick(2) === 0) await all.school(school).settle();
    if (pick(2) === 0) await all.region.settle();
  } else if (what < 7) {
    const known = await findPupil(all.region.house.log.read, child.person);
    if (!known || known.school === school || child.at === school) return;
    steps.push(`${child.person} moves to ${school}`);
    const place = { grade: 5, letter: '', medium: 'kk' as const, on: '2026-09-01' };
    await openByRegion(all.region.house, 'coordinator' as PersonId, {
      ...place,
      person: child.person,
      to: school as unknown as SchoolId,
    });
    child.at = school;
  } else if (what < 9) {
    // Also late work, at a school that the pupil has left.
    const isKnown = await all
      .school(school)
      .house.log.read.get('select person from people_enrolments where person = ?', child.person);
    if (!isKnown) return;
    const attempt = `tab${school}-${steps.length + 1}`;
    steps.push(`${child.person} works at ${school}: ${attempt}`);
    await work(all.school(school), child.person, { attempt, lesson: 'one', mark: 4 });
    done.set(`${school} ${attempt}`, child.person);
  } else if (!story.hasBurnt && pick(2) === 0) {
    steps.push(`${school} burns`);
    story.hasBurnt = true;
    const had = await regionHas(story);
    for (const each of done.keys()) if (each.startsWith(`${school} `) && !had.has(each)) done.delete(each);
    await all.burn(school);
  } else {
    steps.push('days go by');
    all.clock.advance((1 + pick(3)) * day);
  }
}

async function quiet({ all }: Story): Promise<void> {
  for (let n = 0; n < 2; n++) {
    await all.meet(...schools);
    for (const school of schools) await all.school(school).desk.recovery.idle();
  }
}

async function assertSound(story: Story): Promise<void> {
  const { all, children, done } = story;
  const had = await regionHas(story);
  for (const each of done.keys()) assert.ok(had.has(each), `${each} is at the region`);
  for (const { person, at } of children) {
    const sql = 'select school from people_enrolments where person = ? and until is null';
    for (const school of schools) {
      const open = await all
        .school(school)
        .house.log.read.all<{ school: string }>(`${sql} and school = ?`, person, school);
      assert.equal(open.length, school === at ? 1 : 0, `${person} has a place at ${school}: ${open.length}`);
    }
    assert.equal((await findPupil(all.region.house.log.read, person))?.school, at);
    const house = all.school(at).house;
    const pupil = await findPupil(house.log.read, person);
    assert.ok(pupil);
    const told = (await historyShown(house, pupil)).histories.flatMap(({ from, attempts }) =>
      attempts.map(({ attempt }) => `${from} ${attempt}`),
    );
    const elsewhere = [...done].filter(([each, who]) => who === person && !each.startsWith(`${at} `));
    assert.deepEqual([...new Set(told)].toSorted(), elsewhere.map(([each]) => each).toSorted(), 'one history, whole');
  }
  for (const projection of [peopleProjection, lessons.projection]) {
    const { log } = all.region.house;
    const before = await dumpRows(log.read, projection);
    await log.rebuild(projection.name);
    assert.deepEqual(await dumpRows(log.read, projection), before, projection.name);
  }
}

async function tell(seed: number): Promise<void> {
  const dice = seededRandomness(`moving ${seed}`);
  const pick = (below: number): number => Buffer.from(dice.bytes(4)).readUInt32BE() % below;
  const all = await aRegion(...schools);
  const story: Story = { all, children: [], done: new Map(), steps: [], hasBurnt: false };
  try {
    await publishLessons(all.region, { one: 'Бөлшектер' });
    for (const given of ['Әлия', 'Ерлан']) {
      const { person } = await aPupil(all.school('aa').house, { family: 'Сейітова', given }, 5, {
        birth: '2014-03-14',
      });
      story.children.push({ person, at: 'aa' });
    }
    await all.meet('aa');
    for (let n = 0; n < 20; n++) await step(story, pick);
    await quiet(story);
    await assertSound(story);
  } catch (error) {
    throw new Error(`seed ${seed}:\n${story.steps.join('\n')}`, { cause: error });
  } finally {
    await all.close();
  }
}

describe('pupils who move, in any order', () => {
  const seeds = process.env['TIREK_PROOF'] ? 40 : 2;
  for (let seed = 1; seed <= seeds; seed++) {
    it(`PPL-29, PPL-43, LES-32, seed ${seed}: schools silent and burnt, moves to and fro, late work: nobody is lost or doubled, one history`, async () => {
      await tell(seed);
    });
  }
});
