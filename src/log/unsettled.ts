import { stateOp } from './core-ops.ts';
import type { PlacedOp, Reader } from './store.ts';

const name = 'unsettled';

/**
 * Whether rows are to be derived anew because records came late or ahead of their place (LOG-15, LOG-16). The mark is
 * written with the first such record, so that a power cut does not forget it.
 */
export type Unsettled = {
  readonly isSet: () => boolean;
  /** How often records came so since the program began: a rebuild that one came into is not the last. */
  readonly count: () => number;
  readonly markOp: () => PlacedOp;
  readonly clearOp: () => PlacedOp;
  /** To be called when a mark is durable. */
  readonly note: () => void;
  readonly cleared: () => void;
};

export async function unsettledOf(reader: Reader): Promise<Unsettled> {
  const stored = await reader.get<{ value: Uint8Array }>('select value from log_state where name = ?', name);
  let isSet = (stored?.value.length ?? 0) > 0;
  let count = 0;
  return {
    isSet: () => isSet,
    count: () => count,
    markOp: () => stateOp(name, Uint8Array.of(1)),
    clearOp: () => stateOp(name, new Uint8Array()),
    note: () => {
      isSet = true;
      count++;
    },
    cleared: () => {
      isSet = false;
    },
  };
}
