import type { Language } from '#kernel/language.ts';
import type { TextMaker } from '#rooms/library/index.ts';
import type { FaceMedia } from '../face.ts';
import { pointsOf } from '../model/item.ts';
import { keyOf } from '../model/key.ts';
import type { SourceItem, SourceStimulus } from '../model/source.ts';
import { exportPart } from './export-parts.ts';
import { node, type XmlChild, type XmlNode } from './tree.ts';
import type { QtiVersion } from '../model/qti-version.ts';
import { marks } from './versions.ts';
import { qtiWriter } from './writer.ts';

/** The identifier of an item's file in a language: those of one item differ only in their ends. */
export function fileId(id: string, language: Language): string {
  return `${id}.${language}`;
}

/** BNK-40: an item in one of its languages. */
export async function exportItem(
  { source, stimulus }: { readonly source: SourceItem; readonly stimulus?: SourceStimulus | undefined },
  language: Language,
  version: QtiVersion,
  { texts, media }: { readonly texts: TextMaker; readonly media: ReadonlyMap<string, FaceMedia> },
): Promise<XmlNode> {
  const writer = qtiWriter(texts, media, language);
  const parts = [];
  for (const [at, part] of source.parts.entries()) parts.push(await exportPart(part, `R${at + 1}`, writer, version));
  const shared = stimulus
    ? [node('div', { class: 'tirek-stimulus', id: stimulus.id }, await writer.blocks(stimulus.text))]
    : [];
  const task =
    source.task === undefined ? [] : [node('div', { class: 'tirek-task' }, await writer.blocks(source.task))];
  const why = source.why[language];
  const rubric = why === undefined ? undefined : rubricOf(await writer.blocks(why), version);
  const outcome = (identifier: string, value: number): XmlNode =>
    node('outcomeDeclaration', { identifier, cardinality: 'single', baseType: 'float' }, [
      node('defaultValue', {}, [node('value', {}, [String(value)])]),
    ]);
  return node(
    'assessmentItem',
    {
      xmlns: marks[version].namespace,
      identifier: fileId(source.id, language),
      title: source.id,
      'xml:lang': language,
      adaptive: 'false',
      timeDependent: 'false',
      toolName: 'Tirek',
      toolVersion: '1',
    },
    [
      ...parts.flatMap(({ declarations }) => declarations),
      outcome('SCORE', 0),
      outcome('MAXSCORE', pointsOf(keyOf(source, 1).parts)),
      node('itemBody', {}, [...shared, ...task, ...parts.flatMap(({ body }) => body), rubric]),
      node(
        'responseProcessing',
        {},
        parts.flatMap(({ rules }) => rules),
      ),
    ],
  );
}

/** The reasoning is for whoever scores, never for the pupil. */
function rubricOf(told: readonly XmlChild[], version: QtiVersion): XmlNode {
  const content = version === '3.0' ? node('contentBody', {}, [node('div', {}, told)]) : node('div', {}, told);
  return node('rubricBlock', { view: 'scorer', ...(version === '2.1' ? {} : { use: 'scoring' }) }, [content]);
}
