/** Bech32 (BIP 173), as age writes its keys: five bits a sign, and a check of six signs. */
const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const prefix = 'age-secret-key-';

/** The age identity (`AGE-SECRET-KEY-1…`) whose X25519 secret is these 32 bytes. */
export function ageIdentityOf(secret: Uint8Array): string {
  if (secret.length !== 32) throw new Error('an age identity has 32 bytes');
  const data = inFives(secret);
  const spread = [...[...prefix].map((sign) => sign.charCodeAt(0) >> 5), 0, ...lowBits(prefix)];
  const check = polymod([...spread, ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const checked = [...data, ...[0, 1, 2, 3, 4, 5].map((n) => (check >> (5 * (5 - n))) & 31)];
  return `${prefix}1${checked.map((five) => alphabet[five]).join('')}`.toUpperCase();
}

function lowBits(text: string): number[] {
  return [...text].map((sign) => sign.charCodeAt(0) & 31);
}

function inFives(bytes: Uint8Array): number[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2));
}

function polymod(values: readonly number[]): number {
  return values.reduce((sum, value) => {
    const shifted = ((sum & 0x1ffffff) << 5) ^ value;
    return generator.reduce((mixed, part, n) => ((sum >>> (25 + n)) & 1 ? mixed ^ part : mixed), shifted);
  }, 1);
}
