import type { BankError, BankErrorKey, BankErrorValues } from './bank-error.ts';
import type { CellHead, SourceItem, SourceStimulus } from './source.ts';

/** What a cell needs so that two forms can be made of it and linked (BNK-7). */
const cellNeeds = { items: 40, form: 25, anchors: 10, pictures: 6, stimulusItems: 3 } as const;
/** No place of the right option may be more frequent than this: a guesser would find it. */
const mostInPlace = 0.35;
/** Anchors stand at similar places in both forms, or what changes with the place is taken for growth. */
const anchorMoves = 6;

export type CellParts = {
  readonly head: CellHead;
  readonly items: readonly SourceItem[];
  readonly stimuli: readonly SourceStimulus[];
  /** The items with a picture. */
  readonly withPicture: ReadonlySet<string>;
  readonly objectivesOf: (subject: string) => ReadonlySet<string>;
};

/** Errors of a cell as a whole; `notes` are what its writer should know and may leave as it is. */
export function checkCell(parts: CellParts): {
  readonly errors: readonly BankError[];
  readonly notes: readonly BankError[];
} {
  const errors: BankError[] = [];
  const notes: BankError[] = [];
  const say = (to: BankError[]) => (key: BankErrorKey, values: BankErrorValues, item?: string) => {
    to.push({ key, file: 'cell.json', values, ...(item === undefined ? {} : { item }) });
  };
  checkBelonging(parts, say(errors));
  checkForms(parts, say(errors), say(notes));
  checkBalance(parts, say(errors), say(notes));
  return { errors, notes };
}

type Say = (key: BankErrorKey, values: BankErrorValues, item?: string) => void;

function checkBelonging({ head, items, stimuli, objectivesOf }: CellParts, say: Say): void {
  const known = new Set(stimuli.map(({ id }) => id));
  for (const [id, twins] of Map.groupBy([...items, ...stimuli], (each) => each.id)) {
    if (twins.length > 1) say('id-twice', { id }, id);
  }
  for (const item of items) {
    const { id, subject, objective, stimulus } = item;
    if (!head.subjects.includes(subject)) say('subject', { subject, subjects: head.subjects.join(', ') }, id);
    else if (!objectivesOf(subject).has(objective)) say('objective', { objective, subject }, id);
    if (stimulus !== undefined && !known.has(stimulus)) say('stimulus', { stimulus }, id);
    if (item.grade > head.grade) say('cell-grade', { grade: item.grade, cell: head.cell }, id);
  }
  const used = new Set(items.map(({ stimulus }) => stimulus));
  for (const { id } of stimuli) if (!used.has(id)) say('stimulus-unused', { stimulus: id }, id);
}

function checkForms({ head, items }: CellParts, say: Say, note: Say): void {
  const ids = new Set(items.map(({ id }) => id));
  const forms = Object.entries(head.forms);
  for (const [form, list] of forms) {
    if (list.length !== cellNeeds.form) say('form-size', { form, count: list.length, needs: cellNeeds.form });
    if (new Set(list).size < list.length) say('form-twice', { form });
    for (const id of list) if (!ids.has(id)) say('form-item', { form, id });
  }
  const { start, end } = head.forms;
  const anchors = start.filter((id) => end.includes(id));
  if (anchors.length < cellNeeds.anchors) say('anchors', { count: anchors.length, needs: cellNeeds.anchors });
  for (const id of anchors) {
    const [from, to] = [start.indexOf(id) + 1, end.indexOf(id) + 1];
    if (Math.abs(from - to) > anchorMoves) note('anchor-moved', { start: from, end: to }, id);
  }
}

function checkBalance({ items, withPicture }: CellParts, say: Say, note: Say): void {
  if (items.length < cellNeeds.items) say('cell-size', { count: items.length, needs: cellNeeds.items });
  const places = items.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'single' ? [part.right] : [])));
  for (const [place, found] of Map.groupBy(places, (each) => each)) {
    const isMany = found.length > 3 && found.length > mostInPlace * places.length;
    if (isMany) say('key-balance', { place: place + 1, count: found.length, of: places.length });
  }
  const shared = items.filter(({ stimulus }) => stimulus !== undefined).length;
  if (shared < cellNeeds.stimulusItems) say('stimulus-few', { count: shared, needs: cellNeeds.stimulusItems });
  if (withPicture.size < cellNeeds.pictures)
    say('pictures-few', { count: withPicture.size, needs: cellNeeds.pictures });
  for (const level of ['A', 'B', 'C'] as const) {
    const count = items.filter((item) => item.level === level).length;
    if (count < items.length * 0.15) note('level-few', { level, count, of: items.length });
  }
}
