import type { Tone } from '#web/parts/message.tsx';
import type { ReleasePage } from '../status.ts';

/** What stands first on the page, and in which tone. */
export function headlineOf({ isTried, wentBack }: Pick<ReleasePage, 'isTried' | 'wentBack'>): {
  readonly tone: Tone;
  readonly key: string;
} {
  if (wentBack && wentBack.why !== 'asked') return { tone: 'wrong', key: 'releases.screen.runs-again' };
  if (isTried) return { tone: 'wait', key: 'releases.screen.tried' };
  return { tone: 'good', key: 'releases.screen.runs' };
}

/** A piece of a file as it goes up: below what a request may hold. */
export const pieceBytes = 8 * 1024 * 1024;

/** The piece of a file from a byte on; undefined where there is none. */
export function pieceFrom(size: number, at: number): { readonly from: number; readonly to: number } | undefined {
  return at < size ? { from: at, to: Math.min(size, at + pieceBytes) } : undefined;
}

export function inMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
