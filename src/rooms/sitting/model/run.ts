import { breakCauses, finalCauses, type SittingEvent } from './event.ts';
import type { ItemResponse, PartResponse } from '#rooms/bank/index.ts';

/**
 * A run of events as it travels: each begins with a byte, its kind and a small number, then the tenths of a second since
 * the event before it. A single choice at the item on the screen takes three bytes, with the step to the next item five.
 * A run stands for itself: nothing before it is needed to read it.
 */
const codes = {
  begun: 0,
  next: 1,
  shown: 2,
  answered: 3,
  chosen: 4,
  answeredAt: 5,
  flagged: 6,
  left: 7,
  back: 8,
  clock: 9,
  final: 10,
  goneOn: 11,
} as const;

/** The choices that fit beside a kind; the last of the sixteen says that the choice was taken back. */
const mostSmall = 14;
const noChoice = 15;

/** Bounds a hostile run: what no pupil and no item can need. */
const mostEvents = 4000;
const mostText = 500;
const mostParts = 20;
const mostElements = 40;

export function packRun(events: readonly SittingEvent[]): Uint8Array {
  const out: number[] = [];
  let [at, place] = [0, -1];
  for (const event of events) {
    const begin = (code: number, small = 0): void => {
      out.push((code << 4) | small);
      putNumber(out, event.at - at);
    };
    packEvent(out, begin, event, place);
    at = event.at;
    if ('place' in event) place = event.place;
  }
  return Uint8Array.from(out);
}

/**
 * An event as whoever reads its run will have it: what a chain is made of. A clock with a fraction of a millisecond or from
 * before 1970 is the nearest that a run can say. Undefined where no run can carry it: an answer that no item can need.
 */
export function carried(event: SittingEvent): SittingEvent | undefined {
  return readRun(packRun([event]))?.[0];
}

function packEvent(
  out: number[],
  begin: (code: number, small?: number) => void,
  event: SittingEvent,
  place: number,
): void {
  switch (event.kind) {
    case 'begun':
      begin(event.base ? codes.goneOn : codes.begun);
      putNumber(out, event.wall);
      if (event.base) putText(out, JSON.stringify([event.base.device, event.base.n, event.base.head]));
      return;
    case 'shown':
      if (event.place === place + 1) return begin(codes.next);
      begin(codes.shown);
      return putNumber(out, event.place);
    case 'answered': {
      const small = smallOf(event.response);
      if (event.place === place && small !== undefined) return begin(codes.chosen, small);
      begin(event.place === place ? codes.answered : codes.answeredAt);
      if (event.place !== place) putNumber(out, event.place);
      return putText(out, JSON.stringify(event.response));
    }
    case 'flagged':
      begin(codes.flagged, event.isOn ? 1 : 0);
      return putNumber(out, event.place);
    case 'left':
      begin(codes.left, breakCauses.indexOf(event.why));
      return putNumber(out, event.wall);
    case 'back':
      begin(codes.back);
      return putNumber(out, event.wall);
    case 'clock':
      begin(codes.clock, event.by < 0 ? 1 : 0);
      return putNumber(out, Math.abs(event.by));
    case 'final':
      return begin(codes.final, finalCauses.indexOf(event.why));
  }
}

function smallOf(response: ItemResponse): number | undefined {
  if (response.length !== 1) return undefined;
  const [only] = response;
  if (only === null) return noChoice;
  return typeof only === 'number' && Number.isInteger(only) && only >= 0 && only <= mostSmall ? only : undefined;
}

type Reader = { readonly bytes: Uint8Array; at: number };

/** The events of a run; undefined where it is none: total, whatever bytes come. */
export function readRun(bytes: Uint8Array): readonly SittingEvent[] | undefined {
  const reader: Reader = { bytes, at: 0 };
  const events: SittingEvent[] = [];
  let [at, place] = [0, -1];
  try {
    while (reader.at < bytes.length) {
      if (events.length === mostEvents) return undefined;
      const first = byteOf(reader);
      at += numberOf(reader);
      const event = readEvent(reader, first >> 4, first & 15, { at, place });
      if ('place' in event) place = event.place;
      events.push(event);
    }
  } catch (error) {
    if (error instanceof Unreadable || error instanceof SyntaxError) return undefined;
    throw error;
  }
  return events;
}

class Unreadable extends Error {}

function readEvent(
  reader: Reader,
  code: number,
  small: number,
  { at, place }: { readonly at: number; readonly place: number },
): SittingEvent {
  switch (code) {
    case codes.begun:
      return { at, kind: 'begun', wall: numberOf(reader) };
    case codes.goneOn: {
      const wall = numberOf(reader);
      const [device, n, head] = JSON.parse(textOf(reader)) as unknown[];
      if (typeof device !== 'string' || !Number.isSafeInteger(n) || typeof head !== 'string') throw new Unreadable();
      return { at, kind: 'begun', wall, base: { device, n: n as number, head } };
    }
    case codes.next:
      return { at, kind: 'shown', place: place + 1 };
    case codes.shown:
      return { at, kind: 'shown', place: numberOf(reader) };
    case codes.answered:
      return { at, kind: 'answered', place: known(place), response: responseOf(textOf(reader)) };
    case codes.chosen:
      return { at, kind: 'answered', place: known(place), response: [small === noChoice ? null : small] };
    case codes.answeredAt: {
      const there = numberOf(reader);
      return { at, kind: 'answered', place: there, response: responseOf(textOf(reader)) };
    }
    case codes.flagged:
      return { at, kind: 'flagged', isOn: small === 1, place: numberOf(reader) };
    case codes.left:
      return { at, kind: 'left', why: among(breakCauses, small), wall: numberOf(reader) };
    case codes.back:
      return { at, kind: 'back', wall: numberOf(reader) };
    case codes.clock: {
      const by = numberOf(reader);
      return { at, kind: 'clock', by: small === 1 ? 0 - by : by };
    }
    case codes.final:
      return { at, kind: 'final', why: among(finalCauses, small) };
    default:
      throw new Unreadable();
  }
}

function known(place: number): number {
  if (place < 0) throw new Unreadable();
  return place;
}

function among<T>(all: readonly T[], n: number): T {
  const found = all[n];
  if (found === undefined) throw new Unreadable();
  return found;
}

function responseOf(text: string): ItemResponse {
  const response: unknown = JSON.parse(text);
  if (!isItemResponse(response)) throw new Unreadable();
  return response;
}

/** Whether a value from outside is a response in its form; whether it fits an item, scoring finds. */
export function isItemResponse(value: unknown): value is ItemResponse {
  return Array.isArray(value) && value.length > 0 && value.length <= mostParts && value.every(isPartResponse);
}

function isPartResponse(value: unknown): value is PartResponse {
  if (Array.isArray(value)) return value.length <= mostElements && value.every((each) => isElement(each));
  return isElement(value);
}

function isElement(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value === 'string' && value.length <= mostText;
}

/** Seven bits a byte, the lowest first. What is no whole number from 0 on stands there as the next lower one, or 0. */
function putNumber(out: number[], value: number): void {
  let rest = Math.max(0, Math.floor(value));
  while (rest >= 128) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

function numberOf(reader: Reader): number {
  let [value, unit] = [0, 1];
  for (;;) {
    const byte = byteOf(reader);
    value += (byte & 127) * unit;
    if (!Number.isSafeInteger(value)) throw new Unreadable();
    if (byte < 128) return value;
    unit *= 128;
  }
}

function byteOf(reader: Reader): number {
  const byte = reader.bytes[reader.at++];
  if (byte === undefined) throw new Unreadable();
  return byte;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function putText(out: number[], text: string): void {
  const bytes = encoder.encode(text);
  putNumber(out, bytes.length);
  out.push(...bytes);
}

function textOf(reader: Reader): string {
  const length = numberOf(reader);
  const bytes = reader.bytes.subarray(reader.at, reader.at + length);
  if (bytes.length !== length) throw new Unreadable();
  reader.at += length;
  return decoder.decode(bytes);
}
