import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { SchoolId } from '#kernel/ids.ts';
import { languages, type Language } from '#kernel/language.ts';
import type { ListRow } from '../answers.ts';
import { csvOf } from './csv.ts';

const text = (kk: string) => ({ kk, ru: `${kk} (ру)`, en: `${kk} (en)` });

function aRow(of: Partial<ListRow> = {}): ListRow {
  return {
    school: 's1' as SchoolId,
    names: text('Қарабұлақ мектебі'),
    district: text('Алға ауданы'),
    kind: 'general',
    medium: 'kk',
    isHub: false,
    hub: undefined,
    isInvented: true,
    pupils: 74,
    isConnected: true,
    dataAt: Date.UTC(2026, 10, 23, 20, 5),
    contactAt: undefined,
    heardAt: Date.UTC(2026, 10, 23, 20, 5),
    freshness: 'today',
    silence: 'none',
    assignments: 3,
    work: { state: 'shown', pupils: 20, begun: 21, finished: 19, answers: 200, right: 130, error: 0.0312345 },
    ...of,
  };
}

function words(language: Language): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', 'words', `${language}.json`), 'utf8'));
}

/** Reads it back by another's reader; every heading is there. */
function read(rows: readonly ListRow[], language: Language = 'kk'): Record<string, string>[] {
  const dictionary = words(language);
  const csv = csvOf(rows, (key) => dictionary[key] ?? assert.fail(`no words for ${key}`), language);
  assert.ok(csv.startsWith('\uFEFF'));
  return parse(csv, { bom: true, delimiter: ';', columns: true });
}

describe('the exported list', () => {
  it('MON-13: each row has its figures by the region’s clock and says that it is invented', () => {
    const [row] = read([aRow()]);
    assert.equal(row?.['Мектеп'], 'Қарабұлақ мектебі');
    assert.equal(row?.['Соңғы жазбаның уақыты'], '2026-11-24 01:05');
    assert.equal(row?.['Дұрыс жауаптар'], '130');
    assert.equal(row?.['Жауаптар'], '200');
    assert.equal(row?.['Дұрыс жауаптар үлесінің стандартты қатесі'], '0,03123');
    assert.equal(row?.['Дерек түрі'], 'ойдан шығарылған үлгі');
    assert.equal(read([aRow({ isInvented: false })])[0]?.['Дерек түрі'], 'нақты');
  });

  it('MON-13: it is there in every language, with as many columns', () => {
    const counts = languages.map((language) => Object.keys(read([aRow()], language)[0] ?? {}).length);
    assert.deepEqual(counts, [20, 20, 20]);
    assert.equal(read([aRow()], 'ru')[0]?.['Школа'], 'Қарабұлақ мектебі (ру)');
  });

  it('MON-7: a hidden figure is exported as hidden, none as nought', () => {
    const [hidden] = read([aRow({ work: { state: 'hidden' } })]);
    assert.equal(hidden?.['Дұрыс жауаптар'], 'жасырылған (топ шағын)');
    assert.equal(read([aRow({ work: { state: 'none' } })])[0]?.['Дұрыс жауаптар'], '0');
  });

  it('MON-13: names with separators, quotes and line breaks come back whole, a formula as text', () => {
    const names = ['А; «Б» "В"', 'екі\nжол', '=1+1', '-мектеп', '@x'];
    const back = read(names.map((name) => aRow({ names: text(name) }))).map((row) => row['Мектеп']);
    assert.deepEqual(back, ['А; «Б» "В"', 'екі\nжол', "'=1+1", "'-мектеп", "'@x"]);
  });
});
