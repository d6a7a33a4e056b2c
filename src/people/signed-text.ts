import { sign, verify, type KeyObject } from 'node:crypto';

/** A value that the school's node signed, as text that a device keeps: `<kind>.<value>.<signature>`. */
export function signText(kind: string, key: KeyObject, value: object): string {
  const signed = `${kind}.${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

/** The value; undefined where it is of another kind, or none of these keys (of this epoch or an earlier one) signed it. */
export function readSignedText<T>(kind: string, keys: readonly KeyObject[], text: string): T | undefined {
  const [said, payload = '', signature = ''] = text.split('.');
  if (said !== kind) return undefined;
  const signed = Buffer.from(`${kind}.${payload}`);
  const isOurs = keys.some((key) => verify(null, signed, key, Buffer.from(signature, 'base64url')));
  return isOurs ? (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as T) : undefined;
}
