import assert from 'node:assert/strict';
import { Decrypter, Encrypter } from 'age-encryption';
import { after, before, describe, it } from 'node:test';
import { firstHead, headAfter } from './model/chain.ts';
import type { SittingEvent } from './model/event.ts';
import { packRun } from './model/run.ts';
import { linesOf, readLines } from './model/sealed.ts';
import { absentees, responsesOf } from './responses.ts';
import type { Board } from './board.ts';
import type { FormPackage } from './package.ts';
import type { SeatAnswer, TakeOver, WordAnswer } from './routes-sit.ts';
import type { TakenIn } from './routes-take-in.ts';
import { aForm, aSittingSchool, publishStudy, type SittingPupil, type SittingSchool } from './testing.ts';

/** Events of one tablet, sent in runs. */
function chainOf(seat: SeatAnswer, device: string, events: readonly SittingEvent[]) {
  const first = firstHead({ attempt: seat.attempt, person: seat.person, form: seat.form, device });
  return (from: number, to: number) => ({
    attempt: seat.attempt,
    device,
    from,
    head: headAfter(first, events.slice(0, to)),
    run: Buffer.from(packRun(events.slice(from - 1, to))).toString('base64'),
  });
}

const worked: readonly SittingEvent[] = [
  { at: 0, kind: 'begun', wall: 1_788_000_000_000 },
  { at: 1, kind: 'shown', place: 0 },
  { at: 200, kind: 'answered', place: 0, response: [2] },
  { at: 210, kind: 'shown', place: 1 },
  { at: 500, kind: 'answered', place: 1, response: ['қазақ сөзі'] },
  { at: 520, kind: 'shown', place: 3 },
  { at: 600, kind: 'final', why: 'handed-in' },
];

describe('a sitting at a school', () => {
  let school: SittingSchool;
  let [teacher, other, head] = ['', '', ''];
  const pupils: SittingPupil[] = [];
  let sitting = '';
  let seat: SeatAnswer;
  const seatOf = async (n: number): Promise<SeatAnswer> => {
    const { body } = await school.call<{ seats: SeatAnswer[] }>(pupils[n]?.session, 'GET', '/sitting/mine');
    return body.seats[0] as SeatAnswer;
  };
  const order = (body: object, token = teacher) => {
    return school.call<Board & { error: { key: string } }>(token, 'POST', `/sitting/sittings/${sitting}/orders`, body);
  };
  const pupil = (n: number): SittingPupil => pupils[n] as SittingPupil;

  before(async () => {
    school = await aSittingSchool();
    await publishStudy(school.house, [aForm('f-a', 'mathematics-6', '1', 5), aForm('f-b', 'mathematics-6', '2', 5)]);
    teacher = await school.adult('teacher');
    other = await school.adult('other');
    head = await school.adult('head', 'head');
    for (const family of ['Ахметов', 'Болатова', 'Ғабит', 'Досова']) pupils.push(await school.pupil(family));
    await school.pupil('Ерлан', 7);
  });
  after(async () => {
    await school[Symbol.asyncDispose]();
  });

  it('SIT-20: a teacher opens a sitting for a grade; neighbours have different booklets; nobody is seated twice', async () => {
    type Cells = { cells: { cell: string; study: string; pupils: object[]; isOpened: boolean }[] };
    const { body } = await school.call<Cells>(teacher, 'GET', '/sitting/cells');
    assert.deepEqual(
      body.cells.map(({ cell, pupils: whom, isOpened }) => [cell, whom.length, isOpened]),
      [['mathematics-6', 4, true]],
    );
    const cell = { study: 'start-2026', cell: 'mathematics-6' };
    const made = await school.call<{ sitting: string }>(teacher, 'POST', '/sitting/sittings', cell);
    sitting = made.body.sitting;
    const again = await school.call<{ error: { key: string } }>(teacher, 'POST', '/sitting/sittings', cell);
    assert.deepEqual([again.status, again.body.error.key], [409, 'sitting.all-seated']);
    const forms = [];
    for (const n of pupils.keys()) forms.push((await seatOf(n)).form);
    assert.deepEqual(new Set(forms), new Set(['f-a', 'f-b']));
    const board = await school.call<Board>(teacher, 'GET', `/sitting/sittings/${sitting}`);
    assert.deepEqual(
      board.body.seats.map(({ state }) => state),
      ['away', 'away', 'away', 'away'],
    );
  });

  it('SIT-20, SIT-21: a sitting is led by who opened it, and the office; a seat is its pupil’s alone', async () => {
    assert.equal((await school.call(other, 'GET', `/sitting/sittings/${sitting}`)).status, 404);
    assert.equal((await order({ order: 'started' }, other)).status, 404);
    assert.equal((await school.call(head, 'GET', `/sitting/sittings/${sitting}`)).status, 200);
    seat = await seatOf(0);
    assert.equal((await school.call(pupil(1).session, 'GET', `/sitting/package/${seat.attempt}`)).status, 404);
    const run = chainOf(seat, 'd1', worked)(1, 3);
    assert.deepEqual(await pupil(1).send(run), { n: 1, state: 'parked', key: 'sitting.not-yours' });
  });

  it('SIT-22: the package comes ahead and is opened by a key that only the start gives; no item’s key is in it', async () => {
    assert.equal(seat.key, undefined);
    const { body } = await school.call<Uint8Array>(pupil(0).session, 'GET', `/sitting/package/${seat.attempt}`);
    assert.ok(!Buffer.from(body).includes('тапсырма'));
    assert.equal((await order({ order: 'started' })).body.state, 'running');
    assert.equal((await order({ order: 'started' })).status, 200, 'the answer of the first one was lost');
    seat = await seatOf(0);
    const decrypter = new Decrypter();
    decrypter.addIdentity(seat.key ?? '');
    const form = JSON.parse(await decrypter.decrypt(body, 'text')) as FormPackage;
    assert.deepEqual([form.items.length, form.items[0]?.parts[0]?.kind], [5, 'single']);
    assert.ok(!JSON.stringify(form).includes('"right"'));
  });

  it('SIT-7, SIT-15, SIT-23: an answer sent ahead is at the school at once, and the board shows it', async () => {
    const chain = chainOf(seat, 'd1', worked);
    const lights = { waiting: 0, atSchool: 0, atRegion: 0 };
    const word = {
      attempt: seat.attempt,
      device: 'd1',
      n: 5,
      at: 500,
      place: 1,
      answered: 2,
      lights,
      tail: chain(1, 5),
    };
    const { body } = await school.call<WordAnswer>(pupil(0).session, 'POST', '/sitting/word', word);
    assert.deepEqual(body, { state: 'running', extra: 0, added: 0, isOver: false, reached: 5 });
    const board = await school.call<Board>(teacher, 'GET', `/sitting/sittings/${sitting}`);
    const shown = board.body.seats.find(({ attempt }) => attempt === seat.attempt);
    assert.deepEqual([shown?.state, shown?.answered, shown?.place, shown?.here], ['working', 2, 1, 5]);
    assert.equal(shown?.left, 40 * 60_000 - 50_000);
    const edited = { ...chain(1, 5), head: 'f'.repeat(32) };
    const refused = await school.call(pupil(0).session, 'POST', '/sitting/word', { ...word, tail: edited });
    assert.equal(refused.status, 422);
  });

  it('SIT-4, SIT-8: edited, unreadable and unknown runs are parked with their reason; a good one counts once', async () => {
    const chain = chainOf(seat, 'd1', worked);
    const edited = [...worked.slice(0, 2), { ...worked[2], response: [0] } as SittingEvent, ...worked.slice(3)];
    const forged = { ...chain(1, 7), run: Buffer.from(packRun(edited)).toString('base64') };
    assert.equal((await pupil(0).send(forged)).key, 'sitting.chain-edited');
    assert.equal((await pupil(0).send({ ...chain(1, 7), run: '/////w==' })).key, 'sitting.unreadable');
    assert.equal((await pupil(0).send({ ...chain(1, 7), attempt: 'nobody.knows' })).key, 'sitting.no-such-seat');
    const other_ = await seatOf(1);
    assert.equal((await pupil(1).send({ ...chain(1, 7), attempt: other_.attempt })).key, 'sitting.chain-edited');
    assert.equal((await pupil(0).send(chain(6, 7))).state, 'taken', 'the end came before its beginning');
    assert.equal((await responsesOf(school.house.log, 'start-2026')).length, 0, 'SIT-5: and does not count alone');
    assert.equal((await pupil(0).send(chain(1, 5))).state, 'taken');
    assert.equal((await pupil(0).send(chain(3, 7))).state, 'taken', 'cut otherwise by a tablet that was put back');
    const [own] = await responsesOf(school.house.log, 'start-2026');
    assert.deepEqual(
      own?.items.map(({ item, state, ms }) => [item, state, ms]),
      [
        ['item-0', 'answered', 20_900],
        ['item-1', 'answered', 31_000],
        ['item-2', 'omitted', 0],
        ['item-3', 'omitted', 8000],
        ['item-4', 'not-reached', 0],
      ],
    );
    assert.deepEqual(own?.items[1], {
      item: 'item-1',
      version: 1,
      state: 'answered',
      response: ['қазақ сөзі'],
      ms: 31_000,
    });
  });

  it('SIT-14: a pupil’s own words stand in no record and no table as they were written', async () => {
    const rows = await school.house.log.read.all<{ run: Uint8Array }>('select run from sitting_runs');
    assert.ok(rows.length > 0 && rows.every(({ run }) => !Buffer.from(run).includes('қазақ')));
  });

  it('SIT-9: another tablet goes on where the first stopped; where both went on, the teacher says which counts', async () => {
    const own = await seatOf(1);
    const first = chainOf(own, 'd1', worked);
    await pupil(1).send(first(1, 3));
    const ask = { attempt: own.attempt, device: 'd2' };
    const { body: taken } = await school.call<TakeOver>(pupil(1).session, 'POST', '/sitting/take-over', ask);
    assert.deepEqual([taken.base?.device, taken.base?.n, taken.at], ['d1', 3, 200]);
    const onwards: SittingEvent[] = [
      { at: 200, kind: 'begun', wall: 1_788_000_100_000, ...(taken.base ? { base: taken.base } : {}) },
      { at: 210, kind: 'shown', place: 1 },
      { at: 400, kind: 'answered', place: 1, response: ['7'] },
      { at: 450, kind: 'final', why: 'handed-in' },
    ];
    await pupil(1).send(chainOf(own, 'd2', onwards)(1, 4));
    const before_ = (await responsesOf(school.house.log, 'start-2026')).find(({ attempt }) => attempt === own.attempt);
    assert.deepEqual([before_?.flags, before_?.items[1]?.state], [[], 'answered']);
    await pupil(1).send(first(4, 7));
    const board = await school.call<Board>(teacher, 'GET', `/sitting/sittings/${sitting}`);
    const ways = board.body.seats.find(({ attempt }) => attempt === own.attempt)?.ways ?? [];
    assert.equal(ways.length, 2);
    const forked = (await responsesOf(school.house.log, 'start-2026')).find(({ attempt }) => attempt === own.attempt);
    assert.deepEqual(forked?.flags, ['fork']);
    const chosen = ways.find(({ device }) => device === 'd2')?.head ?? '';
    const settle = { attempt: own.attempt, head: chosen, reason: 'right-tablet' };
    assert.equal((await school.call(teacher, 'POST', `/sitting/sittings/${sitting}/settle`, settle)).status, 200);
    const settled = (await responsesOf(school.house.log, 'start-2026')).find(({ attempt }) => attempt === own.attempt);
    assert.deepEqual(
      [settled?.flags, settled?.items[1]],
      [[], { item: 'item-1', version: 1, state: 'answered', response: ['7'], ms: 24_000 }],
    );
  });

  it('SIT-24, SIT-32: pause, more time, absence, the end; what was only sent ahead becomes a record', async () => {
    assert.equal((await order({ order: 'paused' })).body.state, 'paused');
    assert.equal((await order({ order: 'started' })).body.error.key, 'sitting.not-now');
    assert.equal((await order({ order: 'resumed', minutes: 10 })).body.added, 10);
    const third = await seatOf(2);
    const more = { person: third.person, extra: 50, isLarge: true, language: 'ru' };
    assert.equal((await school.call(teacher, 'POST', `/sitting/sittings/${sitting}/seats`, more)).status, 200);
    const lights = { waiting: 1, atSchool: 0, atRegion: 0 };
    const tail = chainOf(third, 'd9', worked)(1, 5);
    const word = { attempt: third.attempt, device: 'd9', n: 5, at: 500, place: 1, answered: 2, lights, tail };
    const { body } = await school.call<WordAnswer>(pupil(2).session, 'POST', '/sitting/word', word);
    assert.deepEqual([body.extra, body.added, body.reached], [50, 10, 5]);
    const absent = { person: (await seatOf(3)).person, reason: 'ill' };
    assert.equal((await school.call(teacher, 'POST', `/sitting/sittings/${sitting}/missed`, absent)).status, 200);
    assert.equal((await order({ order: 'ended' })).body.state, 'ended');
    const all = await responsesOf(school.house.log, 'start-2026');
    const own = all.find(({ attempt }) => attempt === third.attempt);
    assert.deepEqual([all.length, own?.flags, own?.language], [3, ['extra-time'], 'ru']);
    assert.deepEqual(
      (await absentees(school.house.log.read, 'start-2026')).map(({ person, reason }) => [person, reason]),
      [[absent.person, 'ill']],
    );
  });

  it('SIT-40, SIT-41, SIT-42: sealed answers are taken in from lines in any order, once; damaged or foreign ones by name', async () => {
    const own = await seatOf(1);
    const chain = chainOf(own, 'd7', worked);
    const encrypter = new Encrypter();
    for (const recipient of own.recipients) encrypter.addRecipient(recipient);
    const foreign = { ...chain(1, 7), attempt: 'nobody.knows' };
    const sealed = Buffer.from(await encrypter.encrypt(JSON.stringify({ runs: [chain(1, 7), foreign] }))).toString(
      'base64',
    );
    const lines = linesOf(sealed, '0badcafe');
    assert.ok(lines.length > 1);
    assert.deepEqual(readLines(lines.slice(1).join(' ')).missing, [{ check: '0badcafe', numbers: [1] }]);
    const { whole } = readLines(['дәптер', ...lines.toReversed(), lines[0]].join('\n'));
    assert.deepEqual(whole, [{ check: '0badcafe', sealed }]);
    const take = (token: string, text: string) => {
      return school.call<TakenIn & { error: { key: string } }>(token, 'POST', '/sitting/take-in', { sealed: text });
    };
    const refused = [{ attempt: 'nobody.knows', key: 'sitting.no-such-seat' }];
    assert.deepEqual((await take(teacher, sealed)).body, { added: 1, known: 0, refused });
    assert.deepEqual((await take(teacher, sealed)).body, { added: 0, known: 1, refused });
    assert.equal((await take(teacher, sealed.slice(0, -8))).body.error.key, 'sitting.sealed-unreadable');
    assert.equal((await take(pupil(0).session, sealed)).status, 403);
  });

  it('SIT-3: tables that are derived anew say the same', async () => {
    const before_ = await responsesOf(school.house.log, 'start-2026');
    await school.house.log.rebuild('sitting');
    assert.deepEqual(await responsesOf(school.house.log, 'start-2026'), before_);
  });
});
