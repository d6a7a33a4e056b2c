import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedSchool } from './plan.ts';
import type { SampleAccount } from './populate.ts';

export type SampleNode = {
  readonly name: 'region' | 'hub' | 'small';
  readonly folder: string;
  readonly school?: PlannedSchool;
};
export type Sample = {
  readonly nodes: readonly SampleNode[];
  readonly accounts: Readonly<Record<SampleNode['name'], readonly SampleAccount[]>>;
  readonly pupils: Readonly<Record<'hub' | 'small', readonly SampleAccount[]>>;
};

/** Everybody's password in the sample. It opens nothing real. */
export const samplePassword = 'tirek-2026';

/** In a sample's folder: what it is made of, written last. */
export const sampleFile = 'sample.json';

/** The sample in a folder, where one was made. Its makers, and with them the whole program, need not be loaded for it. */
export function readSample(folder: string): Sample | undefined {
  const file = join(folder, sampleFile);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Sample) : undefined;
}
