import type { ItemResponse, PartResponse } from '#rooms/bank/index.ts';
import type { SittingEvent } from './event.ts';

/** What is no more than a number with its unit's signs says nothing about anybody; all else is the pupil's own words. */
const plain = /^[-+−–\d\s.,/·×^%°eE]*$/;
/** Stands in a record in the place of words that are sealed apart; no pupil can type it. */
const mark = '\u0001';

/** Whether a text has signs that no keyboard of a tablet makes: the mark must not be typed. */
export function hasMarks(events: readonly SittingEvent[]): boolean {
  return events.some((event) => event.kind === 'answered' && JSON.stringify(event.response).includes('\\u0001'));
}

/** Takes a pupil's own words out of events (SIT-14): what is left may stand in a record as it is. */
export function withoutWords(events: readonly SittingEvent[]): {
  readonly events: readonly SittingEvent[];
  readonly words: readonly string[];
} {
  const words: string[] = [];
  const out = (text: string): string => (plain.test(text) ? text : `${mark}${words.push(text) - 1}`);
  return { events: mapWords(events, out), words };
}

/** Puts the words back. Words that are not there any more, of an erased person, are empty. */
export function withWords(events: readonly SittingEvent[], words: readonly string[]): readonly SittingEvent[] {
  return mapWords(events, (text) => (text.startsWith(mark) ? (words[Number(text.slice(1))] ?? '') : text));
}

function mapWords(events: readonly SittingEvent[], change: (text: string) => string): readonly SittingEvent[] {
  const ofElement = <T>(each: T): T | string => (typeof each === 'string' ? change(each) : each);
  const ofPart = (part: PartResponse): PartResponse => {
    return Array.isArray(part) ? part.map(ofElement) : ofElement(part as number | string | null);
  };
  const ofResponse = (response: ItemResponse): ItemResponse => response.map(ofPart);
  return events.map((event) =>
    event.kind === 'answered' ? { ...event, response: ofResponse(event.response) } : event,
  );
}
