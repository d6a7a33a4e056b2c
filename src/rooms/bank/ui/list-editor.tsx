import { useSay } from '#web/app.ts';
import { noWords, type PartDraft, type Words } from './item-draft.ts';
import { WordsField } from './words-field.tsx';

type Props = { readonly part: PartDraft; readonly change: (part: PartDraft) => void };

/** What a part lists, each with what makes it right: a mark, a place in the order, a right side or a column. */
export function ListEditor({ part, change }: Props) {
  const say = useSay();
  const { kind, list, others, right } = part;
  const isPaired = kind === 'match' || kind === 'table';
  const write = (at: number, words: Words): void =>
    change({ ...part, list: list.map((each, place) => (place === at ? words : each)) });
  const add = (): void =>
    change({
      ...part,
      list: [...list, noWords],
      right: kind === 'order' ? [...right, list.length] : isPaired ? [...right, 0] : right,
    });
  const drop = (at: number): void => change(without(part, at));
  return (
    <>
      {list.map((words, at) => (
        <div class="bank-entry" key={at}>
          <WordsField
            label={say(`bank.entry.${kind}`, { number: at + 1 })}
            words={words}
            change={(next) => write(at, next)}
          />
          <RightMark part={part} at={at} change={change} />
          {list.length > 2 && (
            <button type="button" class="button" onClick={() => drop(at)}>
              {say('bank.drop', { number: at + 1 })}
            </button>
          )}
        </div>
      ))}
      <button type="button" class="button" onClick={add}>
        {say(`bank.add.${kind}`)}
      </button>
      {isPaired && (
        <>
          {others.map((words, at) => (
            <WordsField
              key={at}
              label={say(`bank.other.${kind}`, { number: at + 1 })}
              words={words}
              change={(next) => change({ ...part, others: others.map((each, place) => (place === at ? next : each)) })}
            />
          ))}
          <p class="buttons">
            <button type="button" class="button" onClick={() => change({ ...part, others: [...others, noWords] })}>
              {say(`bank.add-other.${kind}`)}
            </button>
            {others.length > 2 && (
              <button type="button" class="button" onClick={() => change({ ...part, others: others.slice(0, -1) })}>
                {say('bank.drop-last')}
              </button>
            )}
          </p>
        </>
      )}
    </>
  );
}

/** Without an entry, the places of what is right move up. */
function without(part: PartDraft, at: number): PartDraft {
  const list = part.list.filter((_, place) => place !== at);
  if (part.kind === 'match' || part.kind === 'table')
    return { ...part, list, right: part.right.filter((_, place) => place !== at) };
  const right = part.right.filter((place) => place !== at).map((place) => (place > at ? place - 1 : place));
  return { ...part, list, right: right.length === 0 ? [0] : right };
}

function RightMark({ part, at, change }: Props & { readonly at: number }) {
  const say = useSay();
  const { kind, right, others, list } = part;
  if (kind === 'single' || kind === 'multiple') {
    const isOn = right.includes(at);
    const others = right.filter((place) => place !== at);
    return (
      <label class="bank-check">
        <input
          type={kind === 'single' ? 'radio' : 'checkbox'}
          checked={isOn}
          onChange={(event) =>
            change({
              ...part,
              right: kind === 'single' ? [at] : event.currentTarget.checked ? [...others, at] : others,
            })
          }
        />
        {say('bank.is-right')}
      </label>
    );
  }
  const isOrder = kind === 'order';
  const value = isOrder ? right.indexOf(at) : (right[at] ?? 0);
  const count = isOrder ? list.length : others.length;
  return (
    <label class="bank-place">
      {say(isOrder ? 'bank.place-in-order' : `bank.pair.${kind}`)}
      <select
        class="input"
        value={String(value)}
        onChange={(event) => change({ ...part, right: placed(part, at, Number(event.currentTarget.value)) })}
      >
        {Array.from({ length: count }, (_, place) => (
          <option key={place} value={String(place)}>
            {place + 1}
          </option>
        ))}
      </select>
    </label>
  );
}

/** In an order two change places; else each left side has its own right one. */
function placed({ kind, right }: PartDraft, at: number, to: number): readonly number[] {
  if (kind !== 'order') return right.map((each, place) => (place === at ? to : each));
  const from = right.indexOf(at);
  return right.map((each, place) => (place === to ? at : place === from ? (right[to] ?? 0) : each));
}
