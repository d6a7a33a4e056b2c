import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { day } from '#kernel/time.ts';
import { dumpRows } from '#testing/logs.ts';
import { peopleProjection } from './index.ts';
import { aNode, anAdult, aPupil, aTablet, signIn, type TestNode } from './testing.ts';

type Result = { n: number; state: string; key?: string };
type Held = {
  tablet: string;
  person: string;
  name: string;
  class: string;
  entries: number;
  state: string;
  isCodeRight: boolean;
};

type Setting = { node: TestNode; head: string; tablet: { tablet: string; token: string }; pupil: string; code: string };

async function inOutage(test: (setting: Setting) => Promise<void>): Promise<void> {
  const node = await aNode('n1', { school: 's1' });
  try {
    await anAdult(node.house, 'head', ['head']);
    const head = await signIn(node.call, 'head');
    const tablet = await aTablet(node.call, head);
    const { person } = await aPupil(node.house, { family: 'Сейітова', given: 'Әлия' }, 5);
    const { body } = await node.call<{ code: string }>('GET', '/outage-code', { token: head });
    await test({ node, head, tablet, pupil: person, code: body.code });
  } finally {
    await node.close();
  }
}

async function send(
  { node, tablet }: Setting,
  credential: string,
  words: readonly string[],
  from = 1,
): Promise<Result[]> {
  const entries = words.map((each, n) => ({
    n: from + n,
    credential,
    kind: 'echo.say',
    at: 1000 + n,
    body: { words: each },
  }));
  return (await node.call<{ results: Result[] }>('POST', '/work', { token: tablet.token, body: { entries } })).body
    .results;
}

async function heldOf({ node, head }: Setting): Promise<Held[]> {
  return (await node.call<{ held: Held[] }>('GET', '/held', { token: head })).body.held;
}

async function settle({ node, head, tablet, pupil }: Setting, how: 'confirm' | 'refuse') {
  const body = { tablet: tablet.tablet, person: pupil };
  return (
    await node.call<{ done: number; stays: { n: number; key: string }[] }>('POST', `/held/${how}`, {
      token: head,
      body,
    })
  ).body;
}

function saidOf({ node }: Setting) {
  return node.house.log.read.all<{ n: number; person: string; words: string; times: number }>(
    'select n, person, words, times from echo_said order by n',
  );
}

describe('work begun in an outage', () => {
  it('PPL-21: is held, sealed, until a teacher says whose it is', async () => {
    await inOutage(async (setting) => {
      const results = await send(setting, `o1.${setting.pupil}.${setting.code}`, ['сәлем', 'екі']);
      assert.deepEqual(
        results.map((each) => each.state),
        ['taken', 'taken'],
      );
      assert.deepEqual(await saidOf(setting), []);
      const [held] = await heldOf(setting);
      assert.deepEqual([held?.name, held?.class, held?.entries, held?.isCodeRight], ['Сейітова Әлия', '5', 2, true]);
      const rows = await setting.node.house.log.read.all<{ bytes: Uint8Array }>('select bytes from log_records');
      assert.ok(rows.every(({ bytes }) => !Buffer.from(bytes).includes('сәлем')));
    });
  });

  it('PPL-21: a wrong code is held too, and said to be wrong; one of yesterday is right', async () => {
    await inOutage(async (setting) => {
      setting.node.clock.advance(day);
      await send(setting, `o1.${setting.pupil}.${setting.code}`, ['кеше']);
      assert.deepEqual(
        (await heldOf(setting)).map((each) => each.isCodeRight),
        [true],
      );
      const wrong = setting.code === '000000' ? '000001' : '000000';
      await send(setting, `o1.${setting.pupil}.${wrong}`, ['болжам'], 2);
      assert.deepEqual(
        (await heldOf(setting)).map((each) => each.isCodeRight),
        [false],
      );
    });
  });

  it('PPL-21: an unknown person or a torn credential is parked at the tablet, not taken', async () => {
    await inOutage(async (setting) => {
      for (const credential of ['o1.nobody.123456', `o1.${setting.pupil}.12`, 'o1..', 'w1.x.y', '']) {
        const [result] = await send(setting, credential, ['x']);
        assert.deepEqual([result?.state, result?.key], ['parked', 'people.work.unknown-credential'], credential);
      }
    });
  });

  it('PPL-22: confirmed, each entry takes effect once, under its own number, however often it is sent or confirmed', async () => {
    await inOutage(async (setting) => {
      const credential = `o1.${setting.pupil}.${setting.code}`;
      await send(setting, credential, ['бір', 'екі', 'үш']);
      const [first, second] = await Promise.all([settle(setting, 'confirm'), settle(setting, 'confirm')]);
      assert.equal(Math.max(first.done, second.done), 3);
      await send(setting, credential, ['бір', 'екі', 'үш']);
      await settle(setting, 'confirm');
      const once = (await saidOf(setting)).map(({ n, person, words, times }) => [
        n,
        person === setting.pupil,
        words,
        times,
      ]);
      assert.deepEqual(once, [
        [1, true, 'бір', 1],
        [2, true, 'екі', 1],
        [3, true, 'үш', 1],
      ]);
      assert.deepEqual(await heldOf(setting), []);
    });
  });

  it('PPL-22: what the room refuses stays held with its reason, and the rest goes on', async () => {
    await inOutage(async (setting) => {
      await send(setting, `o1.${setting.pupil}.${setting.code}`, ['иә', 'no', 'иә']);
      assert.deepEqual(await settle(setting, 'confirm'), { done: 2, stays: [{ n: 2, key: 'echo.no' }] });
      assert.deepEqual(
        (await heldOf(setting)).map((each) => [each.entries, each.state]),
        [[1, 'held']],
      );
    });
  });

  it('PPL-22: refused work is kept, and a refusal can be taken back', async () => {
    await inOutage(async (setting) => {
      await send(setting, `o1.${setting.pupil}.${setting.code}`, ['иә']);
      assert.equal((await settle(setting, 'refuse')).done, 1);
      assert.deepEqual(await saidOf(setting), []);
      assert.deepEqual(
        (await heldOf(setting)).map((each) => each.state),
        ['refused'],
      );
      assert.equal((await settle(setting, 'confirm')).done, 1);
      assert.equal((await saidOf(setting)).length, 1);
    });
  });

  it('PPL-22: a rebuild makes the same rows, and the tablet hears the same numbers', async () => {
    await inOutage(async (setting) => {
      await send(setting, `o1.${setting.pupil}.${setting.code}`, ['бір', 'екі']);
      await settle(setting, 'confirm');
      const { log } = setting.node.house;
      const before = [await dumpRows(log.read, peopleProjection), await saidOf(setting)];
      await log.rebuild('people');
      await log.rebuild('echo');
      assert.deepEqual([await dumpRows(log.read, peopleProjection), await saidOf(setting)], before);
      const state = await setting.node.call<{ region: number }>('GET', '/work/state', { token: setting.tablet.token });
      assert.equal(state.body.region, 0, 'the region has nothing of it yet');
    });
  });

  it('PPL-20: work of a signed-in pupil is taken once, also twice in one request', async () => {
    await inOutage(async (setting) => {
      const { node, tablet, head } = setting;
      const reset = await node.call<{ secret: { pin: string } }>('POST', `/pupils/${setting.pupil}/reset`, {
        token: head,
      });
      const session = await node.call<{ credential: string }>('POST', '/sign-in/pupil', {
        token: tablet.token,
        body: { person: setting.pupil, secret: reset.body.secret.pin },
      });
      const { credential } = session.body;
      const twice = [1, 1].map((n) => ({ n, credential, kind: 'echo.say', at: 1, body: { words: 'иә' } }));
      await node.call('POST', '/work', { token: tablet.token, body: { entries: twice } });
      await send(setting, credential, ['иә', 'no']);
      assert.deepEqual(
        (await saidOf(setting)).map((each) => [each.n, each.times]),
        [[1, 1]],
      );
      for (const [known, lacks] of [
        [1, undefined],
        [7, true],
      ]) {
        const state = await node.call<{ lacks?: true }>('GET', `/work/state?known=${known}`, { token: tablet.token });
        assert.equal(state.body.lacks, lacks, 'who lacks an entry that a tablet names says so');
        const sent = { entries: twice, known };
        const answer = await node.call<{ lacks?: true }>('POST', '/work', { token: tablet.token, body: sent });
        assert.equal(answer.body.lacks, lacks);
      }
      const other = await aTablet(node.call, head);
      const [stolen] = await send({ ...setting, tablet: other }, credential, ['бөтен'], 7);
      assert.equal(stolen?.key, 'people.work.unknown-credential', 'a credential works from its own tablet alone');
    });
  });
});
