export {
  OutboxFull,
  type EntryName,
  type Lights,
  type NewEntry,
  type Outbox,
  type OutboxState,
  type Parked,
  type Tablet,
} from './door.ts';
export { openOutbox } from './open-outbox.ts';
