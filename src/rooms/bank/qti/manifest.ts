import type { SourceItem } from '../model/source.ts';
import { childNamed, childrenNamed, node, textOf, within, type XmlNode } from './tree.ts';
import type { QtiVersion } from '../model/qti-version.ts';
import { marks } from './versions.ts';

/** What a manifest says of an item besides its file. */
export type ItemFacts = Pick<SourceItem, 'subject' | 'objective' | 'grade' | 'level' | 'seconds'>;

export type ManifestItem = {
  readonly identifier: string;
  readonly href: string;
  readonly files: readonly string[];
  readonly facts: ItemFacts;
};

const lom = 'http://ltsc.ieee.org/xsd/LOM';

/** The table of contents of a package, with what LOM can say of an item: objective, grade, level, time. */
export function writeManifest(items: readonly ManifestItem[], version: QtiVersion): XmlNode {
  const { manifest, schema, schemaVersion, itemType } = marks[version];
  const about = node('metadata', {}, [node('schema', {}, [schema]), node('schemaversion', {}, [schemaVersion])]);
  const resources = items.map(({ identifier, href, files, facts }) =>
    node('resource', { identifier, type: itemType, href }, [
      node('metadata', {}, [lomOf(facts)]),
      ...[href, ...files].map((file) => node('file', { href: file })),
    ]),
  );
  return node('manifest', { xmlns: manifest, identifier: 'tirek-items' }, [
    about,
    node('organizations'),
    node('resources', {}, resources),
  ]);
}

function lomOf({ subject, objective, grade, level, seconds }: ItemFacts): XmlNode {
  return node('lom', { xmlns: lom }, [
    node('educational', {}, [node('typicalLearningTime', {}, [node('duration', {}, [`PT${seconds}S`])])]),
    classified('discipline', subject),
    classified('educational objective', objective),
    classified('educational level', String(grade)),
    classified('skill level', level),
  ]);
}

function classified(purpose: string, id: string): XmlNode {
  const named = node('purpose', {}, [node('source', {}, ['LOMv1.0']), node('value', {}, [purpose])]);
  return node('classification', {}, [named, node('taxonPath', {}, [node('taxon', {}, [node('id', {}, [id])])])]);
}

/** A resource of a package that came. */
export type Resource = {
  readonly identifier: string;
  readonly type: string;
  readonly href: string;
  readonly said: Partial<Record<'subject' | 'objective' | 'grade' | 'level' | 'seconds', string>>;
};

/** What a manifest lists; undefined where it is none. */
export function readManifest(root: XmlNode): readonly Resource[] | undefined {
  if (root.name !== 'manifest') return undefined;
  const resources = childNamed(root, 'resources');
  return resources
    ? childrenNamed(resources, 'resource').map((resource) => ({
        identifier: resource.attributes['identifier'] ?? '',
        type: resource.attributes['type'] ?? '',
        href: resource.attributes['href'] ?? childNamed(resource, 'file')?.attributes['href'] ?? '',
        said: saidOf(resource),
      }))
    : [];
}

const purposes: Readonly<Record<string, keyof Resource['said']>> = {
  discipline: 'subject',
  'educational objective': 'objective',
  'educational level': 'grade',
  'skill level': 'level',
};

function saidOf(resource: XmlNode): Resource['said'] {
  const said: Record<string, string> = {};
  for (const each of within(resource)) {
    if (each.name === 'typicalLearningTime') {
      const time = /^PT(\d{1,4})S$/u.exec(textOf(each).trim())?.[1];
      if (time !== undefined) said['seconds'] = time;
    }
    if (each.name !== 'classification') continue;
    const purpose = [...within(each)].find(({ name }) => name === 'purpose');
    const value = purpose && childNamed(purpose, 'value');
    const id = [...within(each)].find(({ name }) => name === 'id');
    const field = purposes[value ? textOf(value).trim() : ''];
    if (field && id) said[field] = textOf(id).trim();
  }
  return said;
}
