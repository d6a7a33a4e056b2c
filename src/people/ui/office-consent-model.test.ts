import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isTicked,
  noTicks,
  sendable,
  signedBy,
  signerOf,
  ticked,
  tickedForAll,
  type Consent,
  type PupilConsents,
} from './office-consent-model.ts';

const none: Consent = { state: 'none', by: '', on: '', withdrawnOn: '' };
const given: Consent = { state: 'given', by: 'Сәуле Оразова', on: '2026-09-01', withdrawnOn: '' };
const aPupil = (person: string, first: Consent = none): PupilConsents => ({
  person,
  name: person,
  consents: {
    'learning-records': first,
    'region-statistics': none,
    'pictures-and-voice': none,
    'remote-lessons': none,
  },
});
const pupils = [aPupil('a'), aPupil('b', given)];
const day = '2026-09-02';

describe('entering consents, many at once', () => {
  it('PPL-23: a whole column is ticked for all who have not given it yet', () => {
    const ticks = tickedForAll(noTicks, pupils, 'learning-records', true);
    assert.deepEqual(
      [isTicked(ticks, 'a', 'learning-records'), isTicked(ticks, 'b', 'learning-records')],
      [true, false],
    );
    assert.deepEqual(sendable(tickedForAll(ticks, pupils, 'learning-records', false), pupils, day).consents, []);
  });
  it('PPL-23: who signed is said for each pupil, and once for all purposes', () => {
    const ticks = signedBy(
      ticked(ticked(noTicks, 'a', 'learning-records', true), 'a', 'remote-lessons', true),
      'a',
      ' Ерлан Маратов ',
    );
    assert.deepEqual(sendable(ticks, pupils, day), {
      consents: [
        { person: 'a', purpose: 'learning-records', by: 'Ерлан Маратов', on: day },
        { person: 'a', purpose: 'remote-lessons', by: 'Ерлан Маратов', on: day },
      ],
      unsigned: [],
    });
  });
  it('PPL-23: a form without a name is not sent', () => {
    assert.deepEqual(sendable(ticked(noTicks, 'a', 'learning-records', true), pupils, day).unsigned, ['a']);
    assert.deepEqual(
      sendable(signedBy(noTicks, 'a', 'Ерлан'), pupils, day).unsigned,
      [],
      'a name without a tick is nothing yet',
    );
  });
  it('offers who signed an earlier form', () => {
    assert.equal(signerOf(noTicks, pupils[1] as PupilConsents), 'Сәуле Оразова');
    assert.equal(signerOf(signedBy(noTicks, 'b', 'Әкесі'), pupils[1] as PupilConsents), 'Әкесі');
  });
});
