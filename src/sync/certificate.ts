import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { day } from '#kernel/time.ts';

export type Certificate = { readonly cert: string; readonly key: string };

const sequence = 0x30;
const set = 0x31;
const ecdsaWithSha256 = '1.2.840.10045.4.3.2';
const commonName = '2.5.4.3';
const subjectAltName = '2.5.29.17';

/**
 * A certificate signed by its own key, in PEM, for a server that no public authority knows. Links do not look at it,
 * for nodes know each other by their own keys (SYN-7); it keeps listeners on the way from reading what is not sealed
 * besides.
 */
export function selfSignedCertificate(name: string, now: number, lifetime = 10 * 365 * day): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(sequence, objectId(ecdsaWithSha256));
  const called = der(sequence, der(set, der(sequence, objectId(commonName), der(0x0c, Buffer.from(name)))));
  const names = der(sequence, der(0x82, Buffer.from(name)));
  const extension = der(sequence, objectId(subjectAltName), der(0x04, names));
  const body = der(
    sequence,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(15)])),
    algorithm,
    called,
    der(sequence, time(now - day), time(now + lifetime)),
    called,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, der(sequence, extension)),
  );
  const signature = sign('sha256', body, privateKey);
  const whole = der(sequence, body, algorithm, der(0x03, Buffer.of(0), signature));
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { cert: pem('CERTIFICATE', whole), key };
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = rest.flatMap((value) => {
    const groups = [value & 127];
    for (let left = value >> 7; left > 0; left >>= 7) groups.unshift((left & 127) | 128);
    return groups;
  });
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

/** RFC 5280: two digits of the year until 2049, four from then on. */
function time(at: number): Buffer {
  const text = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return text < '205' ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text));
}

function pem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
