import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { day } from '#kernel/time.ts';
import type { ContactRow } from '../status.ts';
import { filters, firstWorthSeeing, isAmong, nodesOf } from './node-model.ts';

const text = { kk: 'м', ru: 'м', en: 'm' };
const schools = ['a', 'b', 'c', 'd'].map((school) => ({ school, names: text, district: text }));
const contact = (school: string, changes: Partial<ContactRow> = {}) =>
  ({
    node: `n-${school}`,
    kind: 'school',
    school,
    isRevoked: false,
    records: 10,
    isAhead: false,
    hasLost: false,
    rejected: [],
    ...changes,
  }) as ContactRow;
const now = 100 * day;

describe('the servers of the schools', () => {
  const contacts = [
    contact('a', { at: now - day }),
    contact('b', { node: 'old' as ContactRow['node'], isRevoked: true }),
    contact('b', { at: now - 3 * day }),
  ];
  const nodes = nodesOf(schools, { contacts: [...contacts, contact('c', { isRevoked: true })] }, [
    { school: 'd', until: 7 },
  ]);

  it('SYN-16: a school speaks by the server that is not revoked; records of both are its own', () => {
    assert.deepEqual(
      nodes.map(({ state, node, records }) => [state, node, records]),
      [
        ['joined', 'n-a', 10],
        ['joined', 'n-b', 20],
        ['revoked', 'n-c', 10],
        ['ticket', undefined, 0],
      ],
    );
  });
  it('SYN-16: a school with a revoked server and a new code waits for the new one', () => {
    const [waiting] = nodesOf(
      [{ school: 'c', names: text, district: text }],
      { contacts: [contact('c', { isRevoked: true })] },
      [{ school: 'c', until: 7 }],
    );
    assert.equal(waiting?.state, 'ticket');
  });
  it('SYN-19: who is silent, who waits, where something is wrong', () => {
    const counts = filters.map((filter) => [
      filter,
      nodes
        .filter((node) => isAmong(node, filter, now))
        .map(({ school }) => school)
        .join(''),
    ]);
    assert.deepEqual(Object.fromEntries(counts), {
      all: 'abcd',
      joined: 'ab',
      silent: 'b',
      waiting: 'd',
      trouble: 'c',
    });
    const lost = nodesOf(schools, { contacts: [contact('a', { at: now, hasLost: true })] }, []);
    assert.deepEqual(
      lost.filter((node) => isAmong(node, 'trouble', now)).map(({ school }) => school),
      ['a'],
    );
  });
  it('begins with where something is wrong', () => {
    assert.equal(firstWorthSeeing(nodes, now), 'trouble');
    assert.equal(firstWorthSeeing(nodes.slice(0, 2), now), 'silent');
    assert.equal(firstWorthSeeing(nodes.slice(3), now), 'waiting');
    assert.equal(firstWorthSeeing(nodes.slice(0, 1), now), 'all');
  });
});
