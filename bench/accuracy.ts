import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nistDigits } from '../src/rooms/labs/model/nist-digits.ts';
import { allowed, offBy, type Compared, type Published } from '../src/rooms/labs/model/published.ts';
import { printTable } from './table.ts';

const folders = ['labs', 'model'].map((folder) => join(import.meta.dirname, '..', 'src', 'rooms', 'labs', folder));

type Cases = { readonly published: () => readonly Published[] | Promise<readonly Published[]> };

/**
 * How far the labs' models are from what was published or what another solver gives: the largest error of each kind, and the
 * fewest digits that fits meet of NIST's certified values. Every folder beside the labs' list may have a `published.ts`.
 */
export async function bench(): Promise<void> {
  const found: { readonly lab: string; readonly each: Published; readonly off: number }[] = [];
  for (const folder of folders)
    for (const lab of readdirSync(folder).toSorted()) {
      const file = join(folder, lab, 'published.ts');
      if (!existsSync(file)) continue;
      const { published } = (await import(pathToFileURL(file).href)) as Cases;
      for (const each of await published()) found.push({ lab, each, off: offBy(each) });
    }
  const kinds = Object.keys(allowed) as Compared[];
  const worst = kinds.flatMap((kind) => {
    const of = found.filter(({ each }) => each.of === kind).toSorted((a, b) => b.off - a.off);
    return of[0] ? [{ kind, count: of.length, ...of[0] }] : [];
  });
  const labs = [...new Set(found.map(({ lab }) => lab))];
  printTable(
    ['lab', 'cases', ...kinds],
    labs.map((lab) => [
      lab,
      String(found.filter((each) => each.lab === lab).length),
      ...kinds.map((kind) => most(lab, kind, found)),
    ]),
  );
  console.log();
  printTable(
    ['kind', 'cases', 'largest error', 'to reach', 'where'],
    worst.map(({ kind, count, off, lab, each }) => [
      kind,
      String(count),
      off.toExponential(1),
      allowed[kind].toExponential(0),
      `${lab}: ${each.what} (${each.source})`,
    ]),
  );
  console.log();
  const digits = nistDigits();
  printTable(
    ['NIST StRD', 'how', 'digits'],
    digits.map((each) => [each.name, each.how, each.digits.toFixed(1)]),
  );
  const errors = worst.map(({ kind, off }) => [kind, Number(off.toPrecision(3))]);
  const fewest = Number(Math.min(...digits.map((each) => each.digits)).toFixed(2));
  console.log(JSON.stringify({ ...Object.fromEntries(errors), nist_digits: fewest }));
}

function most(
  lab: string,
  kind: Compared,
  all: readonly { readonly lab: string; readonly each: Published; readonly off: number }[],
): string {
  const own = all.filter((found) => found.lab === lab && found.each.of === kind);
  return own.length === 0 ? '–' : Math.max(...own.map(({ off }) => off)).toExponential(1);
}
