import { z } from 'zod/mini';
import { languages } from '#kernel/language.ts';
import { unzip, type ZipFiles } from '#people/index.ts';
import { textMaker, type MediaFile } from '#rooms/library/index.ts';
import { oneOf } from '../read-cell.ts';
import type { BankError, BankErrorKey } from '../model/bank-error.ts';
import { itemId, sourceItem, sourceStimulus, type SourceItem, type SourceStimulus } from '../model/source.ts';
import type { ItemMedia } from '../records.ts';
import { drawItem } from '../stored-faces.ts';
import { mediaEntry } from '../media-entry.ts';
import { readItem, type Finding, type ReadItem } from './import-item.ts';
import { readManifest, type Resource } from './manifest.ts';
import { mergeVersions, type Versions } from './merge.ts';
import { pathOf, takeMedia, type Workshop } from './package-files.ts';
import { childrenNamed, type XmlNode } from './tree.ts';
import { readXml } from './xml-read.ts';

/** BNK-42: what a package may hold, unpacked. A package of a thousand items with pictures stays within. */
const limits = { files: 3000, bytes: 64 * 1024 * 1024 } as const;
const mostItems = 1000;

/** What is put in where a package of others says nothing. */
export type ImportDefaults = Pick<SourceItem, 'subject' | 'objective' | 'grade' | 'level' | 'seconds'> & {
  /** Before the identifiers of others: they may be those of items that are here. */
  readonly prefix: string;
};

export type FoundItem = {
  readonly id: string;
  readonly files: readonly string[];
  /** Undefined where it cannot be taken in: `errors` say why. */
  readonly item?: {
    readonly source: SourceItem;
    readonly stimulus?: SourceStimulus;
    readonly media: readonly ItemMedia[];
  };
  readonly errors: readonly BankError[];
  readonly notes: readonly BankError[];
};

export type FoundPackage = {
  readonly items: readonly FoundItem[];
  /** Why nothing of the package can be read, or what of it is no item. */
  readonly errors: readonly BankError[];
  readonly notes: readonly BankError[];
  /** The files that the items name, by hash. */
  readonly files: ReadonlyMap<string, MediaFile>;
};

/** BNK-41, BNK-42: reads a content package whole before anything of it is kept. */
export async function readPackage(bytes: Uint8Array, defaults: ImportDefaults): Promise<FoundPackage> {
  const nothing = { items: [], notes: [], files: new Map<string, MediaFile>() };
  const unpacked = unzip(bytes, undefined, limits);
  if (!unpacked.ok) {
    const { key, values } = unpacked.error;
    return { ...nothing, errors: [{ key: zipKeys[key] ?? 'zip-broken', file: '', values: values ?? {} }] };
  }
  const files = unpacked.value;
  const listed = await resourcesOf(files);
  if (!Array.isArray(listed)) return { ...nothing, errors: [listed as BankError] };
  return readResources(listed as readonly Resource[], files, defaults);
}

const zipKeys: Readonly<Record<string, BankErrorKey>> = {
  'roster.zip-broken': 'zip-broken',
  'roster.zip-locked': 'zip-locked',
  'roster.zip-path': 'zip-path',
  'roster.zip-too-large': 'zip-large',
  'roster.zip-too-many-files': 'zip-many',
};

async function resourcesOf(files: ZipFiles): Promise<readonly Resource[] | BankError> {
  const file = 'imsmanifest.xml';
  const bytes = files.get(file);
  if (!bytes) return { key: 'qti-no-manifest', file: '', values: {} };
  const read = await readXml(bytes);
  if (!read.ok) return { key: read.error.key, file, values: { reason: read.error.reason } };
  return readManifest(read.value) ?? { key: 'qti-no-manifest', file, values: {} };
}

const itemType = /^imsqti_(?:apip)?item_xmlv[23]p\d$/u;
/** What carries no items of its own: tests, shared files, and what describes them. */
const quietType = /^(?:webcontent|controlfile|imsqti_(?:test|asset|rptemplate|section)|associatedcontent)/u;

async function readResources(
  listed: readonly Resource[],
  files: ZipFiles,
  defaults: ImportDefaults,
): Promise<FoundPackage> {
  const notes: BankError[] = [];
  const errors: BankError[] = [];
  for (const { type, href, identifier } of listed.filter(({ type }) => !itemType.test(type))) {
    const isQuiet = quietType.test(type) && !type.includes('stimulus');
    if (!isQuiet || type.includes('test'))
      notes.push({ key: 'qti-ignored', file: href || identifier, values: { type } });
  }
  const resources = listed.filter(({ type }) => itemType.test(type));
  if (resources.length === 0) errors.push({ key: 'qti-no-items', file: 'imsmanifest.xml', values: {} });
  if (resources.length > mostItems * languages.length)
    return {
      items: [],
      notes,
      errors: [{ key: 'zip-many', file: 'imsmanifest.xml', values: { limit: mostItems } }],
      files: new Map(),
    };
  const workshop: Workshop = { files, texts: await textMaker(), media: new Map(), names: new Map() };
  const read: Read[] = [];
  for (const resource of resources) read.push(await readOne(resource, workshop));
  const items: FoundItem[] = [];
  for (const [bare, own] of Map.groupBy(read, bareOf))
    items.push(await foundItem(idOf(bare, own, defaults), own, workshop, defaults));
  return { items, errors, notes, files: new Map([...workshop.media.values()].map((file) => [file.hash, file])) };
}

type Read = { readonly resource: Resource; readonly item: ReadItem | undefined; readonly errors: readonly BankError[] };

async function readOne(resource: Resource, workshop: Workshop): Promise<Read> {
  const { href } = resource;
  const path = pathOf('', href);
  const bytes = path === undefined ? undefined : workshop.files.get(path);
  if (!bytes)
    return { resource, item: undefined, errors: [{ key: 'qti-file-missing', file: href, values: { name: href } }] };
  const xml = await readXml(bytes);
  if (!xml.ok)
    return {
      resource,
      item: undefined,
      errors: [{ key: xml.error.key, file: href, values: { reason: xml.error.reason } }],
    };
  const errors: BankError[] = [];
  const stimuli = await stimuliOf(xml.value, href, workshop, errors);
  const item = readItem(xml.value, (address) => takeMedia(address, href, workshop, errors), stimuli);
  const found = item.faults.map((fault) => located(fault, href));
  return { resource, item, errors: [...found, ...errors] };
}

/** The files of shared texts that an item refers to. */
async function stimuliOf(
  root: XmlNode,
  from: string,
  { files }: Workshop,
  errors: BankError[],
): Promise<readonly XmlNode[]> {
  const found: XmlNode[] = [];
  for (const { attributes } of childrenNamed(root, 'assessmentStimulusRef')) {
    const href = attributes['href'] ?? '';
    const path = pathOf(from, href);
    const bytes = path === undefined ? undefined : files.get(path);
    const read = bytes && (await readXml(bytes));
    if (!read) errors.push({ key: 'qti-file-missing', file: from, values: { name: href.slice(0, 80) } });
    else if (read.ok) found.push(read.value);
    else errors.push({ key: read.error.key, file: href, values: { reason: read.error.reason } });
  }
  return found;
}

function located({ key, values }: Finding, file: string): BankError {
  return { key, file, values };
}

/** The files of one item differ by the language at the end of their identifiers. */
function bareOf({ resource, item }: Read): string {
  return (item?.identifier || resource.identifier || resource.href).replace(/\.(?:kk|ru|en)$/u, '');
}

/** Ours keep their ids. Those of others begin with the prefix: they may be those of items that are here. */
function idOf(bare: string, own: readonly Read[], { prefix }: ImportDefaults): string {
  if (own.some(({ item }) => item?.isOurs)) return bare;
  const plain = bare
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z\d]+/gu, '-')
    .replace(/^-|-$/gu, '');
  return `${prefix}-${plain || 'item'}`.slice(0, 40).replace(/-$/u, '');
}

/** The id of a shared text; one that is none of ours is named after its item. */
function stimulusId(item: string, given: string): string {
  return z.core.safeParse(itemId, given).success ? given : `${item.slice(0, 36)}-s`;
}

async function foundItem(
  id: string,
  own: readonly Read[],
  { media }: Workshop,
  defaults: ImportDefaults,
): Promise<FoundItem> {
  const files = own.map(({ resource }) => resource.href);
  const file = files[0] ?? '';
  const errors: BankError[] = own.flatMap((each) => each.errors);
  const notes: BankError[] = own.flatMap(({ item, resource }) =>
    (item?.notes ?? []).map((note) => located(note, resource.href)),
  );
  const read = own.flatMap(({ item }) => (item ? [item] : []));
  if (errors.length > 0 || read.length === 0) return { id, files, errors, notes };
  const versions: Versions = read.map((item) => ({ language: item.language ?? 'kk', item }));
  if (new Set(versions.map(({ language }) => language)).size < versions.length) {
    return { id, files, errors: [{ key: 'id-twice', file, item: id, values: { id } }], notes };
  }
  if (versions.length === 1)
    notes.push({ key: 'qti-one-language', file, values: { language: versions[0]?.language ?? '' } });
  const merged = mergeVersions(versions, (key) => errors.push({ key, file, item: id, values: {} }));
  if (errors.length > 0) return { id, files, errors, notes };
  const said = own[0]?.resource.said ?? {};
  const told = Object.values(merged.why)[0];
  if (told === undefined) notes.push({ key: 'qti-no-why', file, values: {} });
  const shared = merged.stimulus && { id: stimulusId(id, merged.stimulus.id), text: merged.stimulus.text };
  const written = {
    id,
    subject: said.subject ?? defaults.subject,
    objective: said.objective ?? defaults.objective,
    grade: said.grade === undefined ? defaults.grade : Number(said.grade),
    level: said.level ?? defaults.level,
    seconds: said.seconds === undefined ? defaults.seconds : Number(said.seconds),
    ...(shared ? { stimulus: shared.id } : {}),
    ...(merged.task === undefined ? {} : { task: merged.task }),
    parts: merged.parts,
    why: { ...merged.why, kk: merged.why['kk'] ?? told ?? '…', ru: merged.why['ru'] ?? told ?? '…' },
  };
  const source = oneOf(sourceItem, written, file, errors);
  const stimulus = shared ? oneOf(sourceStimulus, shared, file, errors) : undefined;
  if (!source) return { id, files, errors, notes };
  const text = JSON.stringify([written, stimulus]);
  const used = [...media.values()].filter(({ name }) => text.includes(`(${name})`) || text.includes(`"${name}"`));
  const entries = used.map(mediaEntry);
  const drawn = await drawItem({ source, stimulus, media: entries, version: 1 });
  errors.push(...drawn.errors.map((error) => ({ ...error, file })));
  const item = { source, ...(stimulus ? { stimulus } : {}), media: entries };
  return errors.length > 0 ? { id, files, errors, notes } : { id, files, item, errors, notes };
}
