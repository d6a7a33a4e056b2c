import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Refusal } from '#kernel/result.ts';
import type { LeftBackup } from './leaving.ts';
import type { Backups } from './backups.ts';
import { backupsOf } from './backups.ts';
import type { CheckProgress } from './check.ts';
import type { CorrectedClock } from './clock.ts';
import { faultsOf, type Faults } from './faults.ts';
import { logFileIn, type LogFile } from './log-file.ts';

/** What the parts of care share while the program runs. */
export type CareDesk = {
  readonly folder: string;
  readonly isSqlite: boolean;
  readonly version: string;
  readonly faults: Faults;
  readonly backups: Backups;
  readonly log: LogFile;
  readonly clock: CorrectedClock | undefined;
  /** Where the mark of the vault key stands; set anew when the key was changed at the opening. */
  readonly vault: { mark: string };
  /** Whether the program before this one ended without saying so: a power cut, a crash. */
  readonly wasCut: boolean;
  /** What is being done now, for the page. */
  busy: {
    backup?: boolean;
    leaving?: boolean;
    check?: CheckProgress;
  };
  /** Why the last of each did not work; gone when it works. */
  readonly refused: Map<'backup' | 'leaving', Refusal>;
  /** A sealed backup that waits to be taken away, and how many persons had been erased before it was made. */
  left: (LeftBackup & { readonly erased: number }) | undefined;
  /** Marks that the program ends as it should. */
  readonly ended: () => void;
};

export type CareNeeds = {
  readonly folder: string;
  /** The database, where the store is not a file of SQLite in the folder. */
  readonly postgres: string | undefined;
  readonly version: string;
  readonly now: () => number;
  readonly clock: CorrectedClock | undefined;
  readonly damaged: () => void;
  /** The mark of the vault key. */
  readonly vault: { mark: string };
  /** Commands that work on a node for a moment leave no trace of a running one. */
  readonly isRunning: boolean;
};

const runningName = 'running';

export function careDesk(needs: CareNeeds): CareDesk {
  const { folder, now, isRunning } = needs;
  const log = logFileIn(folder, now);
  const mark = join(folder, runningName);
  const wasCut = isRunning && existsSync(mark);
  if (isRunning) tryTo(() => writeFileSync(mark, String(now())));
  const faults = faultsOf({
    folder,
    clock: now,
    damaged: needs.damaged,
    told: (kind) => log.write(`disk ${kind}`),
  });
  return {
    folder,
    isSqlite: needs.postgres === undefined,
    version: needs.version,
    faults,
    backups: backupsOf(folder, () => needs.vault.mark, needs.postgres),
    log,
    clock: needs.clock,
    vault: needs.vault,
    wasCut,
    busy: {},
    refused: new Map(),
    left: undefined,
    ended: () => {
      if (isRunning) tryTo(() => rmSync(mark, { force: true }));
    },
  };
}

/** A disk that takes nothing does not keep the node from starting or ending. */
function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // Said by the state of the disk.
  }
}
