import { useId } from 'preact/hooks';
import { useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import { Message } from '#web/parts/message.tsx';
import type { ItemKind } from '../model/item.ts';
import { emptyPart, noWords, type PartDraft } from './item-draft.ts';
import { ListEditor } from './list-editor.tsx';
import { WordsField } from './words-field.tsx';

const kinds: readonly ItemKind[] = ['single', 'multiple', 'number', 'short', 'order', 'match', 'gap', 'table'];
const withSteps: ReadonlySet<ItemKind> = new Set(['multiple', 'order', 'match', 'gap', 'table']);

type Props = { readonly part: PartDraft; readonly number: number; readonly change: (part: PartDraft) => void };

/** One part of an item: its kind, what it asks, and what is right. */
export function PartEditor({ part, number, change }: Props) {
  const say = useSay();
  const id = useId();
  const { kind } = part;
  return (
    <fieldset class="sheet bank-part">
      <legend>{say('bank.part', { number })}</legend>
      {kind === 'hotspot' ? (
        <Message tone="help">{say('bank.hotspot-edit')}</Message>
      ) : (
        <div class="field">
          <label for={id}>{say('bank.kinds')}</label>
          <select
            id={id}
            class="input"
            value={kind}
            onChange={(event) => change(asKind(part, event.currentTarget.value as ItemKind))}
          >
            {kinds.map((each) => (
              <option key={each} value={each}>
                {say(`bank.kind.${each}`)}
              </option>
            ))}
          </select>
        </div>
      )}
      <WordsField label={say('bank.stem')} words={part.stem} rows={3} change={(stem) => change({ ...part, stem })} />
      <PartKeyEditor part={part} change={change} />
      {withSteps.has(kind) && (
        <label class="bank-check">
          <input
            type="checkbox"
            checked={part.isEach}
            onChange={(event) => change({ ...part, isEach: event.currentTarget.checked })}
          />
          {say('bank.each')}
        </label>
      )}
    </fieldset>
  );
}

/** Another kind begins with places that are its own. */
function asKind(part: PartDraft, kind: ItemKind): PartDraft {
  const places = kind === 'order' ? [...part.list.keys()].toReversed() : part.list.map(() => 0);
  return { ...part, kind, right: kind === 'single' || kind === 'multiple' ? [0] : places };
}

function PartKeyEditor({ part, change }: Omit<Props, 'number'>) {
  const say = useSay();
  switch (part.kind) {
    case 'number':
      return (
        <>
          <Field
            label={say('bank.right-number')}
            value={part.value}
            onInput={(event) => change({ ...part, value: event.currentTarget.value })}
          />
          <Field
            label={say('bank.tolerance')}
            value={part.tolerance}
            onInput={(event) => change({ ...part, tolerance: event.currentTarget.value })}
          />
          <WordsField label={say('bank.unit')} words={part.unit} change={(unit) => change({ ...part, unit })} />
        </>
      );
    case 'short':
      return (
        <WordsField
          label={say('bank.spellings')}
          words={part.spellings[0] ?? noWords}
          rows={2}
          change={(words) => change({ ...part, spellings: [words] })}
        />
      );
    case 'gap':
      return <GapEditor part={part} change={change} />;
    case 'hotspot':
      return null;
    default:
      return <ListEditor part={part} change={change} />;
  }
}

/** The gaps are those of the lines: each has a list to choose from, or words. */
function GapEditor({ part, change }: Omit<Props, 'number'>) {
  const say = useSay();
  const isList = part.choices.length > 0;
  const gaps = Math.max(1, new Set(part.lines.kk.match(/\{\d\}/gu)).size);
  const at = (list: readonly PartDraft['unit'][], gap: number) => list[gap] ?? noWords;
  const all = (list: readonly PartDraft['unit'][]) => Array.from({ length: gaps }, (_, gap) => at(list, gap));
  const changeAt = (list: readonly PartDraft['unit'][], gap: number, words: PartDraft['unit']) =>
    all(list).map((each, place) => (place === gap ? words : each));
  return (
    <>
      <WordsField
        label={say('bank.lines')}
        words={part.lines}
        rows={3}
        change={(lines) => change({ ...part, lines })}
      />
      <label class="bank-check">
        <input
          type="checkbox"
          checked={isList}
          onChange={(event) =>
            change({
              ...part,
              choices: event.currentTarget.checked ? all(emptyPart.choices) : [],
              right: all([]).map(() => 0),
            })
          }
        />
        {say('bank.gap-lists')}
      </label>
      {all([]).map((_, gap) =>
        isList ? (
          <div key={gap}>
            <WordsField
              label={say('bank.gap-choices', { number: gap })}
              words={at(part.choices, gap)}
              rows={3}
              change={(words) => change({ ...part, choices: changeAt(part.choices, gap, words) })}
            />
            <Field
              label={say('bank.gap-right', { number: gap })}
              type="number"
              min={1}
              value={(part.right[gap] ?? 0) + 1}
              onInput={(event) => {
                const place = (event.currentTarget.valueAsNumber || 1) - 1;
                change({
                  ...part,
                  right: all([]).map((_words, each) => (each === gap ? place : (part.right[each] ?? 0))),
                });
              }}
            />
          </div>
        ) : (
          <WordsField
            key={gap}
            label={say('bank.gap-words', { number: gap })}
            words={at(part.spellings, gap)}
            rows={2}
            change={(words) => change({ ...part, spellings: changeAt(part.spellings, gap, words) })}
          />
        ),
      )}
    </>
  );
}
