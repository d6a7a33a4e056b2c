import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildCell, type CellBuild } from '#rooms/bank/build-cell.ts';
import { blindText } from '#rooms/bank/blind.ts';
import { readCellFolder } from '#rooms/bank/cell-folder.ts';
import type { BankError } from '#rooms/bank/model/bank-error.ts';
import { itemKinds } from '#rooms/bank/model/item.ts';
import { compareSecond } from '#rooms/bank/second.ts';
import words from '#rooms/bank/words/errors.en.json' with { type: 'json' };

const usage = `node tools/bank.ts check [--partial] <folder of a cell> …   every error by file and item; ends with 1 if there is one
                  --partial  a cell that is being written: what concerns it as a whole is only noted
node tools/bank.ts blind [--language ru] <folder>      the items without a key, for whoever solves them a second time
node tools/bank.ts compare <folder>                    second.json against the keys: each must reach all points`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { partial: { type: 'boolean', default: false }, language: { type: 'string', default: 'kk' } },
});
const [command, ...folders] = positionals;
const commands: Readonly<Record<string, (folder: string, build: CellBuild) => boolean>> = { check, blind, compare };
const run = commands[command ?? ''];
if (!run || folders.length === 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  for (const folder of folders) {
    const isThere = existsSync(path.join(folder, 'cell.json'));
    if (!isThere) console.error(`${folder}: there is no cell.json here`);
    if (!isThere || !run(folder, await buildCell(readCellFolder(folder)))) process.exitCode = 1;
  }
}

function check(folder: string, { head, items, errors, notes }: CellBuild): boolean {
  const isWhole = ({ file, item }: BankError) => values.partial && file === 'cell.json' && item === undefined;
  for (const error of errors.filter((each) => !isWhole(each))) console.log(sentence(folder, error));
  for (const note of [...errors.filter(isWhole), ...notes]) console.log(`note: ${sentence(folder, note)}`);
  const kinds = items.flatMap(({ source }) => source.parts.map(({ kind }) => kind));
  const counted = itemKinds.map((kind) => `${kind} ${kinds.filter((each) => each === kind).length}`);
  const levels = Map.groupBy(items, ({ source }) => source.level);
  const places = items.flatMap(({ source }) =>
    source.parts.flatMap((part) => (part.kind === 'single' ? [part.right] : [])),
  );
  const count = errors.filter((each) => !isWhole(each)).length;
  console.log(
    `${folder}: ${count} errors; ${items.length} items, ${items.reduce((sum, { key }) => sum + key.points, 0)} points`,
  );
  console.log(`  parts: ${counted.join(', ')}`);
  console.log(
    `  levels: ${['A', 'B', 'C'].map((level) => `${level} ${levels.get(level as 'A')?.length ?? 0}`).join(', ')}`,
  );
  console.log(
    `  single, right in place: ${[0, 1, 2, 3, 4].map((at) => `${at}: ${places.filter((each) => each === at).length}`).join(', ')}`,
  );
  if (head) console.log(`  forms: start ${head.forms.start.length}, end ${head.forms.end.length}`);
  return count === 0;
}

function blind(folder: string, { items, stimuli }: CellBuild): boolean {
  const language = values.language === 'ru' ? 'ru' : 'kk';
  console.log(
    blindText(
      folder,
      items.map(({ source }) => source),
      stimuli,
      language,
    ),
  );
  return true;
}

function compare(folder: string, { items }: CellBuild): boolean {
  const file = path.join(folder, 'second.json');
  const bytes = readCellFolder(folder).get('second.json');
  if (!bytes) {
    console.log(`${file}: the file is missing`);
    return false;
  }
  const differences = compareSecond(
    items.map(({ key }) => key),
    JSON.parse(new TextDecoder().decode(bytes)) as unknown,
  );
  for (const { item, points, of, given, key } of differences) {
    console.log(`${file}  ${item}: ${points} of ${of} points. Second: ${given}. Key: ${key}`);
  }
  console.log(`${folder}: ${items.length - differences.length} of ${items.length} items agree`);
  return differences.length === 0;
}

function sentence(folder: string, { key, file, item, where, values: said }: BankError): string {
  const text = words[`bank.error.${key}`].replace(/\{(\w+)\}/gu, (hole, name: string) => String(said[name] ?? hole));
  const place = [item, where].filter((each) => each !== undefined).join(' ');
  return `${path.join(folder, file)}${place === '' ? '' : `  ${place}`}  ${text}  [${key}]`;
}
