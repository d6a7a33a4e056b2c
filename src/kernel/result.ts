/** What a fallible function returns: a value, or an error that its caller must look at. Bugs throw instead. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/**
 * A refusal for a person: a key into the words of the room, the values that fill its sentence, and the HTTP status
 * with which the frame of the server answers it. Never a sentence, never personal data.
 */
export type Refusal = {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507;
};

export function refuse(
  key: string,
  status: Refusal['status'],
  values?: Refusal['values'],
): { readonly ok: false; readonly error: Refusal } {
  return err(values ? { key, status, values } : { key, status });
}
