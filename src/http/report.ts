/** Writes an unexpected error down, and answers with what it wrote: the stack without the message, for a message may hold what a person typed. */
export function reportError(id: string, error: unknown): string {
  const stack =
    error instanceof Error ? `${error.name}\n${(error.stack ?? '').split('\n').slice(1, 6).join('\n')}` : typeof error;
  const line = `error ${id}: ${stack}`;
  console.error(line);
  return line;
}
