import type { ZipFiles } from '#people/index.ts';
import type { MediaFile, PackError, TextMaker } from '#rooms/library/index.ts';
import type { BankError } from '../model/bank-error.ts';

/** What the reading of a package works with. */
export type Workshop = {
  readonly files: ZipFiles;
  readonly texts: TextMaker;
  /** Files that items use, by the name under which they are known here. */
  readonly media: Map<string, MediaFile>;
  /** Their names here, by path in the package. */
  readonly names: Map<string, string>;
};

/** A file that an item names, checked as every picture and sound here; its name, or undefined with the reason reported. */
export function takeMedia(
  address: string,
  from: string,
  { files, texts, media, names }: Workshop,
  errors: BankError[],
): string | undefined {
  const path = pathOf(from, address);
  const bytes = path === undefined ? undefined : files.get(path);
  if (path === undefined || !bytes) {
    errors.push({
      key: path === undefined ? 'qti-outside' : 'media-missing',
      file: from,
      values: { name: address.slice(0, 80) },
    });
    return undefined;
  }
  const known = names.get(path);
  if (known !== undefined) return known;
  const name = freshName(path, media);
  const found: PackError[] = [];
  const file = texts.media(new Map([[`media/${name}`, bytes]]), found).get(`media/${name}`);
  if (!file) {
    const rule = found[0]?.key ?? 'media-bytes';
    errors.push({ key: 'media', file: path, values: { rule, line: found[0]?.line ?? 0, found: address.slice(0, 80) } });
    return undefined;
  }
  media.set(name, file);
  names.set(path, name);
  return name;
}

function freshName(path: string, media: ReadonlyMap<string, unknown>): string {
  const [, stem = '', ending = ''] = /([^/]*?)\.([^./]*)$/u.exec(path) ?? [];
  const plain =
    stem
      .toLowerCase()
      .replace(/[^a-z\d]+/gu, '-')
      .replace(/^-|-$/gu, '')
      .slice(0, 40) || 'file';
  const end = ending.toLowerCase().replace('jpeg', 'jpg');
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? `${plain}.${end}` : `${plain}-${n}.${end}`;
    if (!media.has(name)) return name;
  }
}

/** A path within the package; undefined for an address outside of it. */
export function pathOf(from: string, address: string): string | undefined {
  if (/^[a-z][a-z\d+.-]*:|^\/|\\|\p{Cc}/iu.test(address)) return undefined;
  let plain: string;
  try {
    plain = decodeURIComponent(address.split(/[?#]/u)[0] ?? '');
  } catch {
    return undefined;
  }
  const steps = [...from.split('/').slice(0, -1), ...plain.split('/')];
  const out: string[] = [];
  for (const step of steps) {
    if (step === '..') {
      if (out.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') out.push(step);
  }
  return out.join('/');
}
