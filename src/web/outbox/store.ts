import type { Entry, EntryState, Lights } from './outbox-model.ts';

/** A tablet as the school enrolled it: under its id entries are numbered, with its token they are sent. */
export type TabletSelf = { readonly tablet: string; readonly token: string };

/** Where entries are kept. What a promise says is done survives the loss of power. */
export interface OutboxStore {
  /** All tablets that this one has been, the present one last. */
  tablets(): Promise<readonly TabletSelf[]>;
  /** Entries in a state, the oldest numbers first. */
  inState(tablet: string, state: EntryState, limit?: number): Promise<readonly Entry[]>;
  all(tablet: string): Promise<readonly Entry[]>;
  count(tablet: string): Promise<number>;
  replace(entries: readonly Entry[]): Promise<void>;
  remove(entries: readonly Entry[]): Promise<void>;
  /** The epoch of the server that was last asked what it has of a tablet. */
  epochOf(tablet: string): Promise<number | undefined>;
  /** Remembers it; from now on no entry gets a number that the server knows. */
  setEpoch(tablet: string, epoch: number, lastAtServer: number): Promise<void>;
  /** Makes `me` the window that sends, or keeps it so. False while another one is. */
  claim(me: string, now: number): Promise<boolean>;
  release(me: string): Promise<void>;
  lightsOf(person: string): Promise<Lights>;
}
