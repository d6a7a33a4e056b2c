import { decodeRecord, type StreamId } from './record.ts';

/** What a search through a log asks of a record, without the cost of its body. */
export type Glance = { readonly time: number; readonly type: string };

const nowhere = { node: '', epoch: 1, scope: '' } as unknown as StreamId;

/**
 * Time and type of a record's stored bytes (LOG-3), of which only the first three fields are read; undefined where the
 * bytes are no record. A form of CBOR that the encoder here does not write is read by the decoder.
 */
export function glanceAt(bytes: Uint8Array): Glance | undefined {
  if (bytes[0] === 0x85 || bytes[0] === 0x87) {
    const time = numberAt(bytes, 1);
    const actor = time && textAt(bytes, time.end);
    const type = actor && textAt(bytes, actor.end);
    if (time && type) return { time: time.value, type: ascii(bytes, type.start, type.end) };
  }
  return decodeRecord(nowhere, 1, bytes);
}

/** A whole number as the encoder writes it: up to 32 bits as such, larger ones as a double. */
function numberAt(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = bytes[at];
  if (head === undefined || bytes.length < at + 9) return undefined;
  if (head < 24) return { value: head, end: at + 1 };
  if (head === 0x1a) return { value: view.getUint32(at + 1), end: at + 5 };
  if (head === 0xfb) return { value: view.getFloat64(at + 1), end: at + 9 };
  return undefined;
}

function textAt(bytes: Uint8Array, at: number): { readonly start: number; readonly end: number } | undefined {
  const head = bytes[at] ?? 0;
  const isShort = head >= 0x60 && head < 0x78;
  if (!isShort && head !== 0x78) return undefined;
  const start = isShort ? at + 1 : at + 2;
  const end = start + (isShort ? head - 0x60 : (bytes[at + 1] ?? 0));
  return end <= bytes.length ? { start, end } : undefined;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
