import { openOutbox, type Outbox } from '#web/outbox/index.ts';

declare global {
  interface Window {
    /** The outbox of the school's pages, open in this window. */
    outbox: Outbox;
  }
}

window.outbox = await openOutbox();
