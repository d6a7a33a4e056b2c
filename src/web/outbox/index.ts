export type { EntryName, Lights, NewEntry, Outbox, OutboxState, Parked, Tablet } from './door.ts';
export { openOutbox } from './open-outbox.ts';
