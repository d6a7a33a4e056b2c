import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { NodeId, SchoolId } from '#kernel/ids.ts';
import { findSchool } from '#people/index.ts';
import { anAdult, aPupil } from '#people/testing.ts';
import { bringCells } from '#rooms/bank/index.ts';
import { aRegion, type TestMember, type TestRegion } from '#testing/region.ts';
import { signedIn } from '#testing/moving.ts';
import type { CodesAnswer, StudyAnswer } from './routes-seal.ts';
import type { HereAnswer } from './routes-here.ts';
import type { CellDesign } from './design.ts';
import { tellOnce } from './jobs.ts';
import { keysOf, openForm } from './opening.ts';
import { openDue } from './opening-days.ts';
import { paperResponses } from './paper.ts';
import { findSecrets, formOf, formsFor, selectFiles, selectSealed } from './queries.ts';
import type { DifferencesAnswer, SheetsAnswer } from './routes-sheets.ts';
import { unsealForm, unsealKeys } from './sealing.ts';

const day = 24 * 3600 * 1000;

describe('a form on its way', () => {
  let all: TestRegion;
  let folder = '';
  let form = '';
  let codes: CodesAnswer;
  const tokens = new Map<string, string>();
  const ask = async <T>(of: string, method: string, path: string, body?: unknown) => {
    const member = of === 'region' ? all.region : all.school(of);
    return member.call<T>(method, `/assessment${path}`, { token: tokens.get(of), body });
  };
  const key = (answer: { body: unknown }): string => (answer.body as { error: { key: string } }).error.key;

  before(async () => {
    all = await aRegion('first', 'second');
    folder = mkdtempSync(join(tmpdir(), 'tirek-cell-'));
    cpSync(join(import.meta.dirname, '../../../content/bank/natural-science-6'), join(folder, 'natural-science-6'), {
      recursive: true,
    });
    await bringCells(all.region.house, folder);
    await anAdult(all.region.house, 'coordinator', ['coordinator']);
    tokens.set('region', await signedIn(all.region, 'coordinator'));
    for (const name of ['first', 'second']) {
      await anAdult(all.school(name).house, 'head', ['head']);
      tokens.set(name, await signedIn(all.school(name), 'head'));
    }
  });
  after(async () => {
    await all.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Brings the files that a school may have, as the link would; nothing else is served to it. */
  async function bringFiles(name: string): Promise<void> {
    const school = all.school(name);
    for (const { hash } of await selectFiles(school.house.log.read)) {
      assert.ok(await all.region.desk.files.mayServe(name as NodeId, hash));
      await school.house.files.put(await all.region.house.files.read(hash));
    }
  }

  /** Every byte that a school has: its records, in all streams, and its files. */
  async function everythingAt({ house }: TestMember): Promise<Buffer> {
    const found: Uint8Array[] = [];
    for (const { stream } of house.log.streams()) found.push(...(await house.log.recordsFrom(stream, 1, 100_000)));
    for (const { hash } of await selectFiles(house.log.read)) {
      if (await house.files.has(hash)) found.push(await house.files.read(hash));
    }
    return Buffer.concat(found);
  }

  it('ASM-2, ASM-12, ASM-20: the forms that ship are taken, checked and sealed; who is not the coordinator may not', async () => {
    for (const [study, timePoint, from, to] of [
      ['start-2026', 'start', '2026-09-07', '2026-09-18'],
      ['end-2026', 'end', '2027-05-03', '2027-05-14'],
    ] as const) {
      const answer = await ask('region', 'PUT', '/studies', { study, year: 2026, timePoint, from, to });
      assert.equal(answer.status, 200);
    }
    const wrong = { study: 'start-2026', year: 2026, timePoint: 'start', from: '2026-09-18', to: '2026-09-07' };
    assert.equal(key(await ask('region', 'PUT', '/studies', wrong)), 'assessment.window-days');
    assert.equal((await ask('region', 'POST', '/design/2026/natural-science-6/shipped')).status, 200);
    const { body } = await ask<CellDesign>('region', 'GET', '/design/2026/natural-science-6');
    assert.deepEqual(
      body.findings.filter(({ isHard }) => isHard),
      [],
    );
    assert.equal(body.forms.length, 2);
    form = body.forms.find(({ timePoint }) => timePoint === 'start')?.form ?? '';
    const sealed = await ask('region', 'POST', `/forms/${form}/seal`);
    assert.equal(sealed.status, 200, JSON.stringify(sealed.body));
    assert.equal(key(await ask('region', 'POST', `/forms/${form}/seal`)), 'assessment.design-sealed');
    assert.equal(
      key(await ask('region', 'POST', `/forms/${form}/edit`, { do: 'move', from: 0, to: 1 })),
      'assessment.design-sealed',
    );
    assert.equal(key(await ask('first', 'POST', `/forms/${form}/seal`)), 'http.not-allowed');
  });

  it('ASM-20, ASM-25: it arrives everywhere before its window, and no school has a key, an item or a word of it', async () => {
    await all.meet('first', 'second');
    for (const name of ['first', 'second']) {
      const school = all.school(name);
      assert.equal((await ask<HereAnswer>(name, 'GET', '/here')).body.forms[0]?.isHere, false);
      await bringFiles(name);
      await tellOnce(school.house);
    }
    await all.meet('first', 'second');
    const { body } = await ask<StudyAnswer>('region', 'GET', '/studies/start-2026');
    assert.deepEqual(
      body.schools.map(({ arrived }) => arrived),
      [1, 1],
    );
    const secrets = await findSecrets(all.region.house.log.read, form);
    const opened = await openForm(all.region.house, form);
    const keys = await keysOf(all.region.house, form);
    assert.ok(secrets && opened.ok && keys.ok);
    const [place] = opened.value.of.places;
    const stem = opened.value.languages.kk?.[0]?.parts[0]?.stem ?? '';
    const secret = [secrets.key, secrets.keysKey, secrets.codes, place?.item ?? '', stem];
    for (const name of ['first', 'second']) {
      const bytes = await everythingAt(all.school(name));
      for (const each of secret) assert.equal(bytes.indexOf(Buffer.from(each)), -1);
      assert.equal(await findSecrets(all.school(name).house.log.read, form), undefined);
      assert.equal(await formOf(all.school(name).house.log.read, form), undefined);
      const sealed = await openForm(all.school(name).house, form);
      assert.ok(!sealed.ok && sealed.error.key === 'assessment.sealed');
    }
    // Items with their keys lie in files too: none of those is served.
    const media = await all.region.house.log.read.all<{ hash: string }>('select hash from bank_media');
    for (const { hash } of media) assert.equal(await all.region.desk.files.mayServe('first' as NodeId, hash), false);
  });

  it('ASM-21, ASM-22, ASM-26: a school opens it by its own code alone; a wrong word is named, the rest is not judged', async () => {
    codes = (await ask<CodesAnswer>('region', 'POST', '/studies/start-2026/codes/first')).body;
    const other = (await ask<CodesAnswer>('region', 'POST', '/studies/start-2026/codes/second')).body;
    const [own] = codes.codes;
    assert.ok(own && other.codes[0]);
    assert.notDeepEqual(own.digits, other.codes[0].digits);
    const open = (code: string) => ask('first', 'POST', `/here/${form}/open`, { code });
    const misheard = own.kk.with(2, own.kk[2]?.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) ?? '');
    const named = await open(misheard.join(' '));
    assert.equal(key(named), 'assessment.code-check');
    assert.deepEqual((named.body as { error: { values: unknown } }).error.values, { groups: '3' });
    for (let n = 0; n < 5; n++) assert.equal(key(await open(other.codes[0].digits.join(' '))), 'assessment.code-wrong');
    const waiting = await open(own.ru.join(' '));
    assert.deepEqual([waiting.status, key(waiting)], [429, 'assessment.code-wait']);
    all.clock.advance(20_000);
    assert.equal((await open(own.ru.join(' '))).status, 200);
    const opened = await openForm(all.school('first').house, form);
    assert.ok(opened.ok && opened.value.languages.kk?.length === opened.value.of.places.length);
    const keys = await keysOf(all.school('first').house, form);
    assert.ok(!keys.ok && keys.error.key === 'assessment.keys-sealed');
    assert.deepEqual((await formOf(all.school('first').house.log.read, form))?.places, opened.value.of.places);
  });

  it('ASM-41: a methodist sees how far the schools of the own district are, and no others, no form and no code', async () => {
    const { district } = (await findSchool(all.region.house.log.read, 'first' as SchoolId)) ?? {};
    await anAdult(all.region.house, 'methodist', ['methodist']);
    await anAdult(all.region.house, 'own', ['methodist'], { district: district?.kk ?? '' });
    for (const [login, seen] of [
      ['methodist', 0],
      ['own', 2],
    ] as const) {
      tokens.set('region', await signedIn(all.region, login));
      const { body } = await ask<StudyAnswer>('region', 'GET', '/studies/start-2026');
      assert.equal(body.schools.length, seen, login);
      for (const path of [`/forms/${form}/preview`, '/design/2026/natural-science-6']) {
        assert.equal(key(await ask('region', 'GET', path)), 'http.not-allowed');
      }
      assert.equal(key(await ask('region', 'POST', '/studies/start-2026/codes/first')), 'http.not-allowed');
    }
    tokens.set('region', await signedIn(all.region, 'coordinator'));
  });

  it('ASM-20: a file that was changed, or another key, opens nothing', async () => {
    const [head] = await selectSealed(all.region.house.log.read);
    const secrets = await findSecrets(all.region.house.log.read, form);
    assert.ok(head && secrets);
    const bytes = Buffer.from(await all.region.house.files.read(head.file));
    assert.ok(unsealForm(form, bytes, secrets.key));
    assert.equal(unsealForm('other', bytes, secrets.key), undefined);
    assert.equal(unsealForm(form, bytes, secrets.keysKey), undefined);
    assert.equal(unsealKeys(form, bytes, secrets.key), undefined);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    assert.equal(unsealForm(form, bytes, secrets.key), undefined);
  });

  it('ASM-23, ASM-24: its window opens it for all; the keys of its items come when the last window is over', async () => {
    all.clock.advance(6 * day);
    await openDue(all.region.house);
    await all.meet('first', 'second');
    const { house } = all.school('second');
    assert.ok((await openForm(house, form)).ok);
    assert.deepEqual(
      (await formsFor(house.log.read, house.self.school!, '2026-09-07')).map((each) => [each.form, each.isOpened]),
      [[form, true]],
    );
    assert.deepEqual(await formsFor(house.log.read, house.self.school!, '2026-09-20'), []);
    assert.equal(
      (
        await ask('region', 'PUT', '/studies/start-2026/windows', {
          school: 'second',
          from: '2026-09-07',
          to: '2026-09-25',
        })
      ).status,
      200,
    );
    all.clock.advance(13 * day);
    await openDue(all.region.house);
    await all.meet('second');
    assert.ok(!(await keysOf(house, form)).ok, 'one school is not through');
    all.clock.advance(7 * day);
    await openDue(all.region.house);
    await all.meet('first', 'second');
    const [atRegion, atSchool] = [await keysOf(all.region.house, form), await keysOf(house, form)];
    assert.ok(atSchool.ok && atRegion.ok);
    assert.deepEqual(atSchool.value, atRegion.value);
  });

  it('ASM-30 … ASM-33: paper is keyed twice; differences are shown place by place, and resolved with a reason', async () => {
    const { house } = all.school('first');
    await aPupil(house, { family: 'Асанов', given: 'Ерлан' }, 6);
    assert.deepEqual((await ask<{ made: number }>('first', 'POST', `/sheets/${form}`, {})).body.made, 1);
    const { body } = await ask<SheetsAnswer>('first', 'GET', `/sheets/${form}`);
    const [sheet] = body.sheets;
    assert.ok(sheet && sheet.name.startsWith('Асанов') && sheet.state === 'made' && body.without === 0);
    for (const path of [`/print/${form}?lang=kk`, `/print/${form}?lang=ru&large=1`, `/print/${form}/sheets?lang=kk`]) {
      const paper = await ask('first', 'GET', path);
      assert.deepEqual([paper.status, paper.headers.get('content-type')], [200, 'application/pdf'], path);
    }
    assert.equal(key(await ask('first', 'GET', `/print/${form}/sheets?lang=ru`)), 'assessment.no-sheets');
    const single = body.lines.findIndex(({ entry }) => entry.kind === 'one');
    const typed = body.lines.map(() => '').with(single, 'A');
    const put = (pass: number, lines: readonly string[]) =>
      ask<{ state: string }>('first', 'PUT', `/sheets/${form}/${sheet.sheet}`, { pass, lines });
    assert.equal(key(await put(2, typed)), 'assessment.sheet-first');
    assert.equal(key(await put(1, typed.with(single, 'Z'))), 'assessment.keyed-letter');
    assert.equal(key(await put(1, typed.slice(1))), 'assessment.sheet-lines');
    assert.equal((await put(1, typed)).body.state, 'once');
    assert.deepEqual(await paperResponses(house, 'start-2026'), []);
    assert.equal((await put(2, typed.with(single, 'B'))).body.state, 'differs');
    const shown = await ask<DifferencesAnswer>('first', 'GET', `/sheets/${form}/${sheet.sheet}/differences`);
    assert.deepEqual(
      shown.body.lines.map(({ first, second }) => [first, second]),
      [['A', 'B']],
    );
    const wrong = `${(Number(sheet.sheet[0]) + 1) % 10}${sheet.sheet.slice(1)}`;
    assert.equal(key(await ask('first', 'GET', `/sheets/${form}/${wrong}/differences`)), 'assessment.sheet-number');
    const resolve = (line: number) =>
      ask('first', 'POST', `/sheets/${form}/${sheet.sheet}/resolve`, {
        lines: [{ line, text: 'b', reason: 'mistyped' }],
      });
    assert.equal(key(await resolve(single + 1)), 'assessment.sheet-unsaid');
    assert.equal((await resolve(single)).status, 200);
    const [paper] = await paperResponses(house, 'start-2026', { cell: 'natural-science-6' });
    assert.equal(paper?.mode, 'paper');
    const answered = paper?.items.filter(({ state }) => state === 'answered');
    assert.deepEqual(
      answered?.map((each) => each.state === 'answered' && each.response),
      [[1]],
    );
    await all.meet('first');
    assert.deepEqual(await paperResponses(all.region.house, 'start-2026'), [paper]);
    assert.equal(key(await ask('region', 'GET', `/sheets/${form}?school=first`)), 'assessment.compared-only');
  });

  it('ASM-40: the sheets of a comparison school are keyed at the region, for pupils without names', async () => {
    assert.equal((await ask('region', 'PUT', '/compared/second', { isCompared: true, place: 'town' })).status, 200);
    const made = await ask<{ made: number }>('region', 'POST', `/sheets/${form}?school=second`, {
      count: 3,
      language: 'ru',
    });
    assert.equal(made.body.made, 3);
    const { body } = await ask<SheetsAnswer>('region', 'GET', `/sheets/${form}?school=second`);
    const lines = body.lines
      .map(() => '')
      .with(
        body.lines.findIndex(({ entry }) => entry.kind === 'one'),
        'C',
      );
    for (const pass of [1, 2])
      await ask('region', 'PUT', `/sheets/${form}/${body.sheets[0]?.sheet}?school=second`, { pass, lines });
    const found = await paperResponses(all.region.house, 'start-2026', { school: 'second' as never });
    assert.deepEqual(
      found.map(({ school, language, mode }) => [school, language, mode]),
      [['second', 'ru', 'paper']],
    );
  });

  it('LOG-11: a rebuild gives the same rows', async () => {
    const before = await ask<StudyAnswer>('region', 'GET', '/studies/start-2026');
    await all.region.house.log.rebuild('assessment');
    assert.deepEqual((await ask<StudyAnswer>('region', 'GET', '/studies/start-2026')).body, before.body);
  });
});
