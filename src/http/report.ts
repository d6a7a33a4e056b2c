/** Writes an unexpected error down: the stack without the message, for a message may hold what a person typed. */
export function reportError(id: string, error: unknown): void {
  const stack =
    error instanceof Error ? `${error.name}\n${(error.stack ?? '').split('\n').slice(1, 6).join('\n')}` : typeof error;
  console.error(`error ${id}: ${stack}`);
}
