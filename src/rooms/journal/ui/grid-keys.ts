import { nextPlace, type Place } from './grid-model.ts';

type Size = { readonly rows: number; readonly columns: number };

/** Moves the focus between the inputs of a table, each of which carries its place as `data-cell`. */
export function moveByKey(event: KeyboardEvent, at: Place, size: Size, table: HTMLElement | null): void {
  if (!(event.target instanceof HTMLInputElement)) return;
  const { selectionStart, selectionEnd, value } = event.target;
  const isAtStart = selectionStart === 0 && (selectionEnd === 0 || selectionEnd === value.length);
  const isAtEnd = selectionEnd === value.length && (selectionStart === 0 || selectionStart === value.length);
  const to = nextPlace(at, event.key, { isShift: event.shiftKey, isAtStart, isAtEnd }, size);
  if (!to) return;
  event.preventDefault();
  const input = table?.querySelector<HTMLInputElement>(`[data-cell="${to.row} ${to.column}"]`);
  input?.focus();
  input?.select();
}
