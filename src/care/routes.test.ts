import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { anAdult, password } from '#people/testing.ts';
import { restoreBackup } from './restore.ts';
import { identityOfCode, newRecoveryCode, recipientOfCode } from '#lock/index.ts';
import { systemRandomness } from '#kernel/ids.ts';
import type { CareStatus } from './routes.ts';
import { aCareFolder, callerOf, scratch } from './testing.ts';

async function withHead() {
  const school = await aCareFolder('birlik');
  const node = await school.open();
  await anAdult(node.house, 'head', ['head']);
  const call = callerOf(node);
  const { token } = await call<{ token: string }>('POST', '/people/sign-in/adult', {
    body: { login: 'head', password },
  });
  return { school, node, call, token };
}

describe('the page of the server’s state', () => {
  it('CARE-1: says what is wrong with the worst first; each button does what it says', async () => {
    const { node, call, token, school } = await withHead();
    const look = () => call<CareStatus>('GET', '/care/status', { token });
    const stateOf = async (name: string) => (await look()).findings.find((each) => each.name === name);
    assert.equal((await stateOf('backup'))?.key, 'care.backup.none');
    await call('POST', '/care/backup', { token });
    for (let n = 0; n < 100 && (await look()).facts.isCopying; n++) await delay(20);
    assert.equal((await stateOf('backup'))?.state, 'good');
    assert.equal((await stateOf('records'))?.key, 'care.records.none');
    await call('POST', '/care/check', { token });
    for (let n = 0; n < 100 && (await look()).facts.checking; n++) await delay(20);
    assert.equal((await stateOf('records'))?.state, 'good');
    school.clock.advance(9 * 24 * 3_600_000);
    const { findings } = await look();
    assert.equal(findings[0]?.name, 'backup');
    assert.equal(findings[0]?.state, 'wrong');
    await node.close();
  });

  it('BAK-1: a sealed backup is taken away by the page, and puts the school back', async () => {
    const { node, call, token, school } = await withHead();
    const refused = async () => (await call<CareStatus>('GET', '/care/status', { token })).facts;
    const make = async () => {
      await call('POST', '/care/leave', { token });
      for (let n = 0; n < 200 && (await refused()).isSealing; n++) await delay(20);
    };
    await make();
    assert.deepEqual((await refused()).refusals, { leaving: 'care.backup-nobody' });
    const code = newRecoveryCode(systemRandomness);
    const recovery = { recipient: await recipientOfCode(code), since: 1, sealed: [] };
    writeFileSync(join(school.folder, 'wake.json'), JSON.stringify({ keys: [], recovery }));
    await make();
    const answer = await node.fetch(
      new Request('http://node/api/care/leaving', { headers: { authorization: `Bearer ${token}`, host: 'node' } }),
    );
    using stick = scratch();
    const file = join(stick.folder, 'b.tirek-backup');
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    assert.ok((await refused()).left !== undefined);
    const folder = join(stick.folder, 'data');
    const keys = [identityOfCode(code) ?? ''];
    assert.ok((await restoreBackup({ folder, file, keys, now: school.clock.now() })).ok);
    assert.match(readFileSync(join(folder, 'identity.json'), 'utf8'), /"epoch": 2/);
    await node.close();
  });

  it('CARE-1: a teacher does not see it', async () => {
    const { node, call } = await withHead();
    await anAdult(node.house, 'teacher', ['teacher']);
    const { token } = await call<{ token: string }>('POST', '/people/sign-in/adult', {
      body: { login: 'teacher', password },
    });
    const answer = await call<{ error: { key: string } }>('GET', '/care/status', { token });
    assert.equal(answer.error.key, 'http.not-allowed');
    await node.close();
  });
});
