import { isLanguage, type Language } from '#kernel/language.ts';
import type { BankErrorKey } from '../model/bank-error.ts';
import { blocksOf, checkActive, escaped, type TextFinds } from './html-in.ts';
import { readBlock, readLines, type PartReader, type ReadPart } from './import-parts.ts';
import { responsesOf } from './responses.ts';
import { segmentsOf, type Segment } from './segments.ts';
import { childNamed, childrenNamed, within, type XmlNode } from './tree.ts';

/** What was found out about a file of a package: a key into the words of errors, with values. */
export type Finding = { readonly key: BankErrorKey; readonly values: Readonly<Record<string, string | number>> };

/** An item in one language, as a file of a package has it. */
export type ReadItem = {
  readonly identifier: string;
  readonly language: Language | undefined;
  readonly isOurs: boolean;
  readonly parts: readonly ReadPart[];
  readonly stimulus: { readonly id: string; readonly text: string } | undefined;
  readonly task: string | undefined;
  readonly why: string | undefined;
  /** Why it cannot be taken in. */
  readonly faults: readonly Finding[];
  /** What was left out, and changes nothing of what is asked. */
  readonly notes: readonly Finding[];
};

/**
 * BNK-40 to BNK-42: reads an item; whatever it has that we have not is named, nothing is left out in silence. `stimuli` are
 * the files of shared texts that it refers to.
 */
export function readItem(root: XmlNode, media: TextFinds['media'], stimuli: readonly XmlNode[] = []): ReadItem {
  const faults: Finding[] = [];
  const notes: Finding[] = [];
  const add = (to: Finding[], key: BankErrorKey, values: Finding['values']): void => {
    const finding = { key, values };
    if (!to.some((each) => JSON.stringify(each) === JSON.stringify(finding))) to.push(finding);
  };
  const finds: TextFinds = {
    active: (what) => add(faults, 'qti-active', { what }),
    unsupported: (what) => add(faults, 'qti-element', { what }),
    dropped: (what) => add(notes, 'qti-dropped', { what }),
    media,
  };
  checkActive(root, finds);
  checkRest(root, finds);
  const body = childNamed(root, 'itemBody');
  if (root.name !== 'assessmentItem' || !body)
    add(faults, root.name === 'assessmentItem' ? 'qti-no-body' : 'qti-not-item', { name: root.name });
  const reader: PartReader = {
    finds,
    responses: responsesOf(root),
    report: (key, values = {}) => add(faults, key, values),
  };
  const read = composed(body ? segmentsOf(body) : [], reader, (what) => add(notes, 'qti-dropped', { what }));
  if (body && read.parts.length === 0 && faults.length === 0) add(faults, 'qti-no-body', { name: root.name });
  const shared = sharedText(stimuli, finds);
  const language = (root.attributes['xml:lang'] ?? root.attributes['lang'] ?? '').slice(0, 2).toLowerCase();
  return {
    identifier: root.attributes['identifier'] ?? '',
    language: isLanguage(language) ? language : undefined,
    isOurs: root.attributes['toolName'] === 'Tirek',
    ...read,
    stimulus: read.stimulus ?? shared,
    parts: read.parts.map((part) => withStem(part, root.attributes['title'] ?? '')),
    faults,
    notes,
  };
}

const leftOut = ['modalFeedback', 'stylesheet', 'catalogInfo', 'companionMaterialsInfo'];
/** What counts points in a way that ours is the same as, or comes to. */
const countedBy = new Set(
  `responseCondition responseIf responseElse responseElseIf match variable correct setOutcomeValue baseValue mapResponse
   sum and equal isNull not`.split(/\s+/u),
);

/** What changes with each pupil is refused; what only a player of its own knows is left out with a word. */
function checkRest(root: XmlNode, finds: Pick<TextFinds, 'unsupported' | 'dropped'>): void {
  if (childrenNamed(root, 'templateDeclaration').length > 0) finds.unsupported('<templateDeclaration>');
  if (root.attributes['adaptive'] === 'true') finds.dropped('adaptive="true"');
  for (const name of leftOut) if (childrenNamed(root, name).length > 0) finds.dropped(`<${name}>`);
  const processing = childNamed(root, 'responseProcessing');
  const foreign = [...(processing ? within(processing) : [])].find(({ name }) => !countedBy.has(name));
  if (foreign) finds.dropped(`<responseProcessing>: <${foreign.name}>`);
  const weighed = [...within(root)].find(({ name, attributes }) => {
    return name === 'mapEntry' && !['-1', '0', '1'].includes(String(Number(attributes['mappedValue'])));
  });
  if (weighed) finds.dropped(`mappedValue="${weighed.attributes['mappedValue'] ?? ''}"`);
}

type Composed = Pick<ReadItem, 'parts' | 'stimulus' | 'task' | 'why'>;

/** Text before an interaction is its stem; text after the last one is put to it. */
function composed(segments: readonly Segment[], reader: PartReader, note: (what: string) => void): Composed {
  const { finds } = reader;
  const parts: ReadPart[] = [];
  let before = '';
  let stimulus: ReadItem['stimulus'];
  let task: string | undefined;
  let why: string | undefined;
  const take = (part: ReadPart | undefined): void => {
    if (part) parts.push(part);
    before = '';
  };
  for (const segment of segments) {
    if (segment.kind === 'text') before = [before, blocksOf(segment.children, finds)].filter(Boolean).join('\n\n');
    else if (segment.kind === 'block') take(readBlock(segment.interaction, before, reader));
    else if (segment.kind === 'lines') take(readLines(segment, before, reader));
    else if (segment.kind === 'stimulus') stimulus = { id: segment.id, text: blocksOf(segment.children, finds) };
    else if (segment.kind === 'task') task = blocksOf(segment.children, finds);
    else if (segment.kind === 'why') why = blocksOf(segment.children, finds);
    else note(segment.what);
  }
  const last = parts.at(-1);
  if (before !== '' && last)
    parts[parts.length - 1] = { ...last, stem: [last.stem, before].filter(Boolean).join('\n\n') };
  return { parts, stimulus, task, why };
}

/** An item of others may ask by its title alone. */
function withStem(part: ReadPart, title: string): ReadPart {
  const hasStem = part.stem !== undefined && part.stem !== '';
  return hasStem || part.kind === 'gap' ? part : { ...part, stem: escaped(title).trim() || '…' };
}

/** A text that stands in a file of its own. */
function sharedText(stimuli: readonly XmlNode[], finds: TextFinds): ReadItem['stimulus'] {
  const [first] = stimuli;
  if (!first) return undefined;
  for (const each of stimuli) checkActive(each, finds);
  const bodies = stimuli.flatMap((each) => childrenNamed(each, 'stimulusBody'));
  const text = bodies.map((body) => blocksOf(body.children, finds)).join('\n\n');
  return { id: first.attributes['identifier'] ?? '', text };
}
