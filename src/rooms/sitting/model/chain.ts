import type { SittingEvent } from './event.ts';
import { hex, sha256 } from './sha256.ts';

/** Whose attempt a chain is of; another pupil's, another form's or another tablet's begins with another hash. */
export type ChainOf = {
  readonly attempt: string;
  readonly person: string;
  readonly form: string;
  readonly device: string;
};

const encoder = new TextEncoder();
/** A head names what came before it: half of SHA-256, against which nobody finds a second chain. */
const headSigns = 32;

/** The head of a chain before its first event. */
export function firstHead({ attempt, person, form, device }: ChainOf): string {
  return headOf(`tirek attempt 1\n${attempt}\n${person}\n${form}\n${device}`);
}

/** The head after one more event. */
export function nextHead(head: string, event: SittingEvent): string {
  return headOf(`${head}\n${lineOf(event)}`);
}

export function headAfter(head: string, events: readonly SittingEvent[]): string {
  return events.reduce(nextHead, head);
}

function headOf(text: string): string {
  return hex(sha256(encoder.encode(text))).slice(0, headSigns);
}

/** One way of writing for each event, whatever order its fields stand in. */
function lineOf(event: SittingEvent): string {
  const { at, kind } = event;
  switch (event.kind) {
    case 'begun': {
      const { base } = event;
      return JSON.stringify([kind, at, event.wall, ...(base ? [base.device, base.n, base.head] : [])]);
    }
    case 'shown':
      return JSON.stringify([kind, at, event.place]);
    case 'answered':
      return JSON.stringify([kind, at, event.place, event.response]);
    case 'flagged':
      return JSON.stringify([kind, at, event.place, event.isOn]);
    case 'left':
      return JSON.stringify([kind, at, event.why, event.wall]);
    case 'back':
      return JSON.stringify([kind, at, event.wall]);
    case 'clock':
      return JSON.stringify([kind, at, event.by]);
    case 'final':
      return JSON.stringify([kind, at, event.why]);
  }
}
