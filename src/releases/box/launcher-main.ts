import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launch } from './launcher.ts';
import { launcherPidFile } from './running-launcher.ts';

// What the service starts: `<programs>/launcher-…/launcher-main.ts`.
const programs = dirname(import.meta.dirname);
const stopping = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});
writeFileSync(join(programs, 'releases', launcherPidFile), String(process.pid));
await launch(programs, stopping);
process.exit(0);
