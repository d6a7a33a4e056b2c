import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { makeLeaving } from '#care/index.ts';
import { anAdult, aTablet, password, signIn } from '#people/testing.ts';
import { isIdentitySealed, stickWrite } from '#sync/index.ts';
import { filesOf } from './erased.ts';
import { peopleOf } from './moving.ts';
import { aRegion, type TestMember, type TestRegion } from './region.ts';

type Imported = { readonly passwords: readonly { name: string; login: string; password: string }[] };
type Office = { readonly classes: readonly { pupils: readonly { person: string; name: string }[] }[] };

const roster = [
  'Тегі;Аты;Әкесінің аты;Туған күні;Рөлі;Сыныбы;Пәндері',
  'Серікова;Айша;Нұрланқызы;14.03.2014;оқушы;5;',
  'Оразов;Әлихан;Ерланұлы;02.11.2012;оқушы;6;',
  'Маратов;Ерлан;;;мұғалім;;"физика: 5+6"',
];
const names = ['Қасымова', 'Гүлнар', 'Серікова', 'Айша', 'Нұрланқызы', 'Оразов', 'Әлихан', 'Ерлан', 'Маратов', 'Жанар'];
const said = [...names, 'gulnar.qasymova', '2014-03-14', '14.03.2014', '2012-11-02', password, 'қате құпиясөз'];

/** A day at a school: people come in from a file, sign in right and wrong, work, and ask for what breaks. */
async function aDay(school: TestMember): Promise<readonly string[]> {
  const named = { name: { family: 'Қасымова', given: 'Гүлнар' } };
  await anAdult(school.house, 'gulnar.qasymova', ['head'], named);
  const people = peopleOf(school);
  const head = await signIn(people, 'gulnar.qasymova');
  const office = peopleOf(school, head);
  const bring = (rows: readonly string[]) =>
    school.call<Imported>('POST', '/people/import?dry=0', {
      token: head,
      body: Buffer.from(rows.join('\n')),
      headers: { 'tirek-file': encodeURIComponent('Оразов Әлихан.csv') },
    });
  const imported = await bring(roster);
  assert.equal(imported.status, 200);
  assert.equal((await bring([...roster, 'Жанарова;Жанар;;31.02.2014;оқушы;5;'])).status, 422);
  const [given] = imported.body.passwords;
  assert.ok(given);
  await signIn(people, given.login, given.password);
  for (const login of ['gulnar.qasymova', 'Қасымова Гүлнар', given.login]) {
    const body = { login, password: 'қате құпиясөз' };
    assert.equal((await people('POST', '/sign-in/adult', { body })).status, 401);
  }
  const { classes } = (await office<Office>('GET', '/office/people')).body;
  const pupils = classes.flatMap((each) => each.pupils);
  assert.equal(pupils.length, 2);
  const consents = pupils.map(({ person }) => {
    return { person, purpose: 'learning-records', by: 'Серікова Жанар', on: '2026-09-01' };
  });
  assert.equal((await office('POST', '/consents', { body: { consents } })).status, 200);
  const tablet = await aTablet(people, head);
  for (const { person } of pupils) {
    for (const secret of ['0000', 'Айша']) {
      const body = { person, secret };
      assert.equal((await people('POST', '/sign-in/pupil', { token: tablet.token, body })).status, 401);
    }
  }
  const entries = [{ n: 1, credential: 'o1.x.Айша', kind: 'lessons.finished', at: 1, body: { words: 'Айша' } }];
  await people('POST', '/work', { token: tablet.token, body: { entries } });
  await people('GET', `/${encodeURIComponent('Оразов')}?name=${encodeURIComponent('Айша')}`, { token: head });
  await people('POST', '/office/people', { token: head, body: { name: 'Серікова Айша' } });
  return [given.login, given.password];
}

/** Errors that nobody foresaw, with names at hand: a view is gone. */
async function breakThings(school: TestMember): Promise<void> {
  const store = new DatabaseSync(join(school.folder, 'node.db'), { timeout: 5000 });
  store.exec('drop view people_credentials');
  store.close();
  const body = { login: 'gulnar.qasymova', password };
  const failed = await peopleOf(school)('POST', '/sign-in/adult', { body });
  assert.equal(failed.status, 500);
}

function findIn(files: readonly Buffer[], texts: readonly string[]): string[] {
  return texts.filter((text) =>
    [Buffer.from(text), Buffer.from(text, 'utf16le')].some((bytes) => files.some((file) => file.includes(bytes))),
  );
}

async function withSchool(test: (all: TestRegion, place: string) => Promise<void>): Promise<void> {
  const all = await aRegion('one');
  const place = mkdtempSync(join(tmpdir(), 'tirek-thief-'));
  try {
    await test(all, place);
  } finally {
    await all.close();
    rmSync(place, { recursive: true });
  }
}

describe('a thief', () => {
  it('LOCK-1, CARE-25: finds no name, login or password in any byte of a locked disk, its logs and copies, or of lost sticks', async (context: TestContext) => {
    const printed = context.mock.method(console, 'error', () => undefined);
    await withSchool(async (all, place) => {
      const school = all.school('one');
      const secrets = [...said, ...(await aDay(school))];
      await all.meet('one');
      const head = await signIn(peopleOf(school), 'gulnar.qasymova');
      const { code } = (await school.call<{ code: string }>('POST', '/lock/code', { token: head, body: {} })).body;
      assert.equal((await school.call('PUT', '/lock/on', { token: head, body: {} })).status, 200);
      const { body: woken } = await school.call<{ key: string }>('POST', '/lock/wake-key', {
        token: head,
        body: { have: '' },
      });
      const [{ house, care }, stick] = [school, join(place, 'stick')];
      assert.ok((await care.backups.make(house.clock.now())).ok);
      const regionAge = (): string | undefined => school.desk.authority.region?.age;
      const left = { folder: school.folder, self: house.self, backups: care.backups, regionAge };
      assert.ok((await makeLeaving(left, stick, house.clock.now())).ok);
      await aPupilMore(school);
      assert.ok((await stickWrite(school, stick)).ok && (await stickWrite(all.region, stick, [house.self.node])).ok);
      await breakThings(school);

      // The plug is pulled: what lies there now is what is carried off, the log of writes included.
      const disk = join(place, 'disk');
      cpSync(school.folder, disk, { recursive: true });
      for (const part of ['node.db', 'node.db-wal', 'identity.json', 'wake.json', 'backups', 'logs']) {
        assert.ok(existsSync(join(disk, part)), part);
      }
      assert.ok(isIdentitySealed(disk));
      assert.equal(readdirSync(stick).length, 3, 'a backup and two sticks');
      const taken = [...filesOf({ folder: disk }), ...filesOf({ folder: stick })];
      assert.ok(
        taken.some((file) => file.includes(Buffer.from(house.self.node))),
        'who the node is can be read',
      );
      const { signingKey, ageIdentity, vaultKey } = house.self;
      const seed = (signingKey.export({ format: 'der', type: 'pkcs8' }) as Buffer).subarray(-32);
      const keys = [code, code.replaceAll('-', ''), woken.key, woken.key.split('.')[2] ?? '', ageIdentity];
      const raw = [seed, Buffer.from(vaultKey)].flatMap((key) => [key, Buffer.from(key.toString('base64'))]);
      assert.deepEqual(findIn(taken, [...secrets, 'Нұрсұлтан', ...keys]), []);
      assert.ok(!raw.some((key) => taken.some((file) => file.includes(key))));

      const logged = readdirSync(join(disk, 'logs')).map((name) => readFileSync(join(disk, 'logs', name)));
      const console_ = printed.mock.calls.map(({ arguments: [line] }) => Buffer.from(String(line)));
      assert.ok(logged.some((file) => file.includes('error ')) && console_.length > 0, 'something was written');
      assert.deepEqual(findIn([...logged, ...console_], [...secrets]), []);
    });
  });
});

/** Somebody comes in after the region was last heard: so the stick carries a name. */
async function aPupilMore(school: TestMember): Promise<void> {
  const head = await signIn(peopleOf(school), 'gulnar.qasymova');
  const body = {
    name: { family: 'Қасымов', given: 'Нұрсұлтан' },
    birth: '2014-05-06',
    language: 'kk',
    pupil: { grade: 5, letter: '', medium: 'kk' },
    isNew: true,
  };
  assert.equal((await peopleOf(school)('POST', '/office/people', { token: head, body })).status, 200);
}
