import { zipSync } from 'fflate';
import { textMaker } from '#rooms/library/index.ts';
import { languagesOf, type SourceItem, type SourceStimulus } from '../model/source.ts';
import type { ItemMedia } from '../records.ts';
import { faceMedia } from '../stored-faces.ts';
import { exportItem, fileId } from './export-item.ts';
import { writeManifest, type ManifestItem } from './manifest.ts';
import type { QtiVersion } from '../model/qti-version.ts';
import { packagePath } from './writer.ts';
import { writeXml } from './xml-write.ts';

export type ItemToExport = {
  readonly source: SourceItem;
  readonly stimulus?: SourceStimulus | undefined;
  readonly media: readonly ItemMedia[];
};

/**
 * BNK-40: a content package of items: `imsmanifest.xml`, a file for each language of an item, and their media. The same
 * items give the same bytes. Files of one name and other content come apart by the beginning of their hash.
 */
export async function exportPackage(
  items: readonly ItemToExport[],
  version: QtiVersion,
  bytesOf: (hash: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const texts = await textMaker();
  const files = new Map<string, Uint8Array>();
  const listed: ManifestItem[] = [];
  const taken = new Map<string, string>();
  for (const { source, stimulus, media } of items) {
    const named = media.map((file) => ({ file, name: nameFor(file, taken) }));
    for (const { file, name } of named) files.set(packagePath(name), await bytesOf(file.hash));
    const known = new Map(named.map(({ file, name }) => [file.name, { ...faceMedia(file), name }]));
    const { subject, objective, grade, level, seconds } = source;
    for (const language of languagesOf(source, stimulus)) {
      const identifier = fileId(source.id, language);
      const href = `${identifier}.xml`;
      const root = await exportItem({ source, stimulus }, language, version, { texts, media: known });
      files.set(href, writeXml(root, version));
      const own = named.map(({ name }) => packagePath(name));
      listed.push({ identifier, href, files: own, facts: { subject, objective, grade, level, seconds } });
    }
  }
  files.set('imsmanifest.xml', writeXml(writeManifest(listed, version), version));
  // The first day that a ZIP knows: the clock plays no part.
  const mtime = new Date(1980, 0, 1, 12);
  return zipSync(Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1))), { level: 6, mtime });
}

/** The name of a file in the package: its own, unless another file has it. */
function nameFor({ name, hash }: ItemMedia, taken: Map<string, string>): string {
  const own = (taken.get(name) ?? hash) === hash ? name : `${hash.slice(0, 8)}-${name}`;
  taken.set(own, hash);
  return own;
}
