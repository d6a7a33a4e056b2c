import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { fits, needsOf, noFilter } from './filter.ts';
import { searchable } from '#kernel/search.ts';

const row = { district: { kk: 'Ойыл ауданы', ru: '', en: '' }, freshness: 'older', attention: 'silent' } as never;

describe('the filters of the list', () => {
  it('MON-6: a filter keeps what fits all of its parts', () => {
    assert.ok(fits(row, noFilter));
    assert.ok(fits(row, { district: 'Ойыл ауданы', freshness: 'older', attention: 'silent' }));
    assert.ok(!fits(row, { ...noFilter, district: 'Алға ауданы' }));
    assert.ok(!fits(row, { ...noFilter, freshness: 'today' }));
    assert.ok(!fits(row, { ...noFilter, attention: 'unused' }));
  });

  it('MON-6: needs are counted in their order; schools that need nothing are none of them', () => {
    const rows = ['none', 'unused', 'silent', 'unused', undefined].map((attention) => ({ attention })) as never[];
    assert.deepEqual(needsOf(rows), [
      { attention: 'silent', schools: 1 },
      { attention: 'unused', schools: 2 },
    ]);
  });

  it('a search finds Kazakh names by Russian letters', () => {
    assert.ok(searchable('Қарабұлақ').includes(searchable('карабулак')));
    assert.ok(searchable('Шөл').includes(searchable('ШОЛ')));
  });
});
