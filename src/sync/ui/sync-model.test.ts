import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SyncStatus } from '../status.ts';
import {
  clockFault,
  filesWaitUntil,
  forecastOf,
  kilobits,
  lightsOf,
  linkStateOf,
  sizeOf,
  spanOf,
  waitingRecords,
  withSample,
} from './sync-model.ts';

const status = (changes: Partial<SyncStatus> = {}): SyncStatus => ({
  self: { node: 'n', epoch: 1, kind: 'school', isRevoked: false } as SyncStatus['self'],
  now: 0,
  link: { url: 'http://region', tries: 0, isRunning: false, bytes: 0 },
  region: 'r' as NonNullable<SyncStatus['region']>,
  streams: [
    { scope: 'school:s' as SyncStatus['streams'][number]['scope'], epoch: 1, records: 100, acknowledged: 100 },
    { scope: 'region' as SyncStatus['streams'][number]['scope'], epoch: 1, records: 0, acknowledged: 0 },
  ],
  contacts: [],
  files: { waiting: 0, waitingBytes: 0, named: 3 },
  turns: { served: 0, waiting: 0 },
  settings: {},
  ...changes,
});
const behind = status({ streams: [{ ...status().streams[0], acknowledged: 60 } as SyncStatus['streams'][number]] });

describe('what the page of the link says', () => {
  it('SYN-19: how the link is, in one word', () => {
    const link = status().link;
    assert.equal(linkStateOf(status()), 'all-there');
    assert.equal(linkStateOf(behind), 'waiting');
    assert.equal(linkStateOf(status({ link: { ...link, failingSince: 5, why: 'sync.no-answer' } })), 'failing');
    const { region: _, ...notJoined } = status();
    assert.equal(linkStateOf(notJoined), 'not-joined');
    const { url: __, ...noUrl } = link;
    assert.equal(linkStateOf(status({ link: noUrl })), 'no-address');
    assert.equal(linkStateOf(status({ self: { ...status().self, isRevoked: true } })), 'revoked');
  });
  it('SYN-19: three lights, and what waits', () => {
    assert.equal(waitingRecords(behind), 40);
    assert.deepEqual(
      lightsOf(status()).map(({ is }) => is),
      ['on', 'on', 'on'],
    );
    assert.deepEqual(
      lightsOf({ ...behind, files: { waiting: 2, waitingBytes: 9, named: 3 } }).map(({ is, count }) => [is, count]),
      [
        ['on', 100],
        ['half', 40],
        ['half', 2],
      ],
    );
    const cut = { ...behind, link: { ...behind.link, failingSince: 5 } };
    assert.deepEqual(
      lightsOf(cut).map(({ is }) => is),
      ['on', 'off', 'on'],
      'what is at the school is safe whatever the line does',
    );
  });
  it('a region that was reached over a stick has what it has, without an address', () => {
    const { url: _, ...link } = status().link;
    assert.equal(lightsOf(status({ link }))[1]?.is, 'on');
  });
});

describe('the forecast', () => {
  it('is measured while one looks', () => {
    const samples = [
      { at: 0, bytes: 1000 },
      { at: 20_000, bytes: 600 },
    ];
    assert.equal(forecastOf(samples, {}), 30_000);
  });
  it('comes from the allowed rate while nothing is measured, and is not guessed otherwise', () => {
    assert.equal(forecastOf([{ at: 0, bytes: 8000 }], { bytesPerSecond: 4000 }), 2000);
    assert.equal(forecastOf([{ at: 0, bytes: 8000 }], {}), undefined);
    assert.equal(
      forecastOf(
        [
          { at: 0, bytes: 8000 },
          { at: 30_000, bytes: 8000 },
        ],
        {},
      ),
      undefined,
      'nothing came',
    );
    assert.equal(forecastOf([], {}), undefined);
  });
  it('looks back two minutes', () => {
    const samples = withSample(
      [
        { at: 0, bytes: 9 },
        { at: 100_000, bytes: 8 },
      ],
      { at: 130_000, bytes: 7 },
    );
    assert.deepEqual(
      samples.map(({ at }) => at),
      [100_000, 130_000],
    );
  });
});

describe('hours, rates, sizes', () => {
  const at = (hourHere: number) => Date.UTC(2026, 8, 1, hourHere - 5);
  it('SYN-18: says from which hour on files travel, over midnight too', () => {
    assert.equal(filesWaitUntil({ hours: { from: 18, to: 8 } }, at(12)), 18);
    assert.equal(filesWaitUntil({ hours: { from: 18, to: 8 } }, at(19)), undefined);
    assert.equal(filesWaitUntil({ hours: { from: 18, to: 8 } }, at(7)), undefined);
    assert.equal(filesWaitUntil({ hours: { from: 9, to: 17 } }, at(8)), 9);
    assert.equal(filesWaitUntil({}, at(12)), undefined);
  });
  it('names rates as lines are sold', () => {
    assert.deepEqual([kilobits(8000), kilobits(128_000)], [64, 1024]);
  });
  it('rounds sizes and times up to what people say', () => {
    assert.deepEqual(sizeOf(500), { unit: 'kb', value: 1, digits: 0 });
    assert.deepEqual([sizeOf(2_500_000).value, sizeOf(3e9).unit], [2.5, 'gb']);
    assert.deepEqual(
      [spanOf(1), spanOf(95 * 60_000), spanOf(50 * 3_600_000)],
      [
        { unit: 'minutes', value: 1 },
        { unit: 'hours', value: 2 },
        { unit: 'days', value: 3 },
      ],
    );
  });
  it('says how far the clock is off only where it matters', () => {
    const link = status().link;
    assert.equal(clockFault({ ...link, clockOffset: 60_000 }), undefined);
    assert.equal(clockFault({ ...link, clockOffset: -600_000 }), 10, 'the region is behind: this clock is fast');
  });
});
