import { fromCbor } from '#log/record.ts';
import type { Answer, Question } from '#rooms/library/index.ts';

/** What a record keeps of an answer: the kind is the question's, so only what the pupil chose. Own words are sealed apart. */
export function compact(given: Answer): unknown {
  switch (given.kind) {
    case 'single':
      return given.choice;
    case 'multiple':
      return given.choices;
    case 'number':
      return given.text;
    case 'order':
      return given.order;
    case 'match':
      return given.pairs;
    default:
      return null;
  }
}

/** The answer that `compact` made of one to a question of this kind. */
export function expanded(kind: Question['kind'], kept: unknown): Answer | undefined {
  switch (kind) {
    case 'single':
      return { kind, choice: Number(kept) };
    case 'multiple':
      return { kind, choices: listOf(kept) as number[] };
    case 'number':
      return { kind, text: String(kept) };
    case 'order':
      return { kind, order: listOf(kept) as number[] };
    case 'match':
      return { kind, pairs: listOf(kept) as (number | null)[] };
    default:
      return undefined;
  }
}

/** An answer in the pupil's own words as it is sealed: the words alone, for what is sealed cannot be compressed. */
export function ownWords(given: Answer): string | undefined {
  if (given.kind === 'short') return given.text;
  return given.kind === 'gap' ? given.texts.map((text) => text.replaceAll('\n', ' ')).join('\n') : undefined;
}

/** The answer that these words are to a question of this kind. */
export function answerInWords(kind: Question['kind'], words: string): Answer | undefined {
  if (kind === 'short') return { kind, text: words };
  return kind === 'gap' ? { kind, texts: words.split('\n') } : undefined;
}

function listOf(kept: unknown): unknown[] {
  return Array.isArray(kept) ? kept : [];
}

/** What the tables keep, read again. */
export function keptIn(bytes: Uint8Array): unknown {
  return fromCbor(bytes);
}
