import { deepEqual, equal, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildCell } from './build-cell.ts';
import { readCellFolder, shippedCells } from './cell-folder.ts';
import type { BankErrorKey } from './model/bank-error.ts';
import { compareSecond } from './second.ts';

const bank = join(import.meta.dirname, '..', '..', '..', 'content', 'bank');

test('BNK-7: there is a cell for each grade and subject that is monitored', () => {
  const names = shippedCells(bank).map((folder) => folder.slice(bank.length + 1));
  const later = ['mathematics', 'physics', 'chemistry', 'biology', 'english'];
  const wanted = [
    ...['mathematics', 'natural-science', 'english'].map((subject) => `${subject}-6`),
    ...[8, 10].flatMap((grade) => later.map((subject) => `${subject}-${grade}`)),
  ];
  deepEqual(names.toSorted(), wanted.toSorted());
});

for (const folder of shippedCells(bank)) {
  const name = folder.slice(bank.length + 1);
  test(`BNK-5, BNK-7, BNK-8: ${name} has no error, twins, reasoning, and was solved twice`, async () => {
    const files = readCellFolder(folder);
    const { head, items, errors } = await buildCell(files);
    const said = errors.map(({ file, item, where, key }) => [file, item, where, key satisfies BankErrorKey].join(' '));
    deepEqual(said, []);
    equal(head?.cell, name);
    ok(items.length >= 40);
    for (const { source, faces } of items) {
      ok(faces.kk && faces.ru, source.id);
      ok(source.why.kk.length >= 20 && source.why.ru.length >= 20, `${source.id} has its reasoning`);
    }
    const second = files.get('second.json');
    ok(second, 'second.json: somebody who had not seen the keys has solved the items');
    const differences = compareSecond(
      items.map(({ key }) => key),
      JSON.parse(new TextDecoder().decode(second)),
    );
    deepEqual(differences, []);
  });
}
