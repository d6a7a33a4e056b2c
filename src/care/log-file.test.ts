import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { bootNode } from '../boot/boot.ts';
import type { RunningStage } from '../boot/running.ts';
import { anAdult, password } from '#people/testing.ts';
import { logFileIn } from './log-file.ts';
import { aCareFolder, answerOf, scratch } from './testing.ts';

describe('the log’s files', () => {
  it('CARE-25: at most five files, each bounded', () => {
    using place = scratch();
    let now = Date.UTC(2026, 8, 1);
    const log = logFileIn(place.folder, () => (now += 60_000));
    mkdirSync(join(place.folder, 'logs'));
    for (let n = 0; n < 9; n++) {
      const file = join(place.folder, 'logs', 'tirek.log');
      writeFileSync(file, '');
      truncateSync(file, 2 * 1024 * 1024 + 1);
      log.write(`line ${n}`);
    }
    const names = readdirSync(join(place.folder, 'logs'));
    assert.equal(names.length, 5);
    assert.ok(statSync(join(place.folder, 'logs', 'tirek.log')).size < 100);
  });

  it('CARE-25: what goes wrong with names in it leaves no name, no login and no password behind', async () => {
    const { folder, settings } = await aCareFolder('birlik');
    const booted = await bootNode(settings);
    const node = ((await booted.stage()) as RunningStage).node;
    const ask = answerOf(node);
    await anAdult(node.house, 'bauyrzhan', ['head'], { name: { family: 'Әбілов', given: 'Бауыржан' } });
    await ask('POST', '/people/sign-in/adult', { body: { login: 'bauyrzhan', password: 'құпия-емес' } });
    const { body } = await ask('POST', '/people/sign-in/adult', { body: { login: 'bauyrzhan', password, at: 0 } });
    await ask('GET', '/people/office/people', { token: body.token });
    await ask('POST', '/care/backup', { token: body.token });
    // An error whose message holds a name, as one of a library might.
    await assert.rejects(node.house.log.write(() => Promise.reject(new Error('Әбілов Бауыржан'))));
    await node.house.log.read.all('select nothing from Әбілов').catch(() => undefined);
    const failed = await ask('GET', `/people/${encodeURIComponent('Әбілов')}`, { token: body.token });
    assert.ok(failed.status >= 400);
    await booted.close();
    const written = readdirSync(join(folder, 'logs')).map((name) => readFileSync(join(folder, 'logs', name), 'utf8'));
    assert.match(written.join(''), /started .*\n.*stopped/s);
    for (const secret of ['Әбілов', 'Бауыржан', 'bauyrzhan', 'құпия', password]) {
      assert.ok(!written.join('').includes(secret), secret);
    }
  });
});
