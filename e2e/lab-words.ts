import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const room = join(import.meta.dirname, '..', 'src', 'rooms', 'labs');

/** What a pupil reads at a lab's bench, in Kazakh. */
export function benchWords(lab: string): (key: string, values?: Readonly<Record<string, string | number>>) => string {
  const files = ['words/bench.kk.json', 'words/list.kk.json', 'words/unit.kk.json', `labs/${lab}/words/kk.json`];
  const sets = files.map((file) => JSON.parse(readFileSync(join(room, file), 'utf8')) as Record<string, string>);
  const words = Object.assign({}, ...sets) as Record<string, string>;
  return (key, values = {}) => {
    const text = words[key];
    if (text === undefined) throw new Error(`${key} has no word`);
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
