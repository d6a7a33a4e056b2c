import { Decrypter, Encrypter } from 'age-encryption';

/** Seals bytes to an age recipient: only its node opens them, wherever they lie. */
export async function sealTo(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

/** What was sealed to this age identity; undefined where it was sealed to another, or is damaged. */
export async function openSealed(identity: string, sealed: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return await decrypter.decrypt(sealed);
  } catch {
    return undefined;
  }
}
