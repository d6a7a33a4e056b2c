import type { PersonId } from '#kernel/ids.ts';
import { fromCbor } from '#log/record.ts';
import { decodeMessage } from '#sync/message.ts';
import { decodeContent, decodeStick } from '#sync/stick-format.ts';
import type { DiskImage } from './disk.ts';
import type { SimNode } from './node.ts';
import type { World } from './world.ts';

/** Before a person is erased: notes how the key lies sealed on each node, so that these very bytes can be looked for. */
export async function noteKeys({ nodes, ledger }: World, person: PersonId): Promise<void> {
  for (const { place, up } of nodes) {
    const sql = 'select sealed from log_keys where person = ?';
    for (const { sealed } of (await up?.log.read.all<{ sealed: Uint8Array }>(sql, person).catch(() => [])) ?? [])
      ledger.keys.push({ place, person, sealed });
  }
}

/** Persons whose bytes lie in an image, though they must not; by the names of files. */
export function keysIn({ ledger }: World, place: number, image: DiskImage, erased: ReadonlySet<string>): string[] {
  const gone = ledger.keys.filter((key) => key.place === place && erased.has(key.person));
  return [...image].flatMap(([file, bytes]) => {
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return gone.flatMap(({ person, sealed }) =>
      whole.includes(Buffer.from(sealed)) ? [`the key of ${person} in ${file}`] : [],
    );
  });
}

/** Whom a node has erased by now. */
export async function erasedOn({ up }: SimNode): Promise<ReadonlySet<string>> {
  const rows = (await up?.log.read.all<{ person: string }>('select person from log_erased').catch(() => [])) ?? [];
  return new Set(rows.map(({ person }) => person));
}

/** Persons whose keys a stick's file gives to its receiver. */
export async function keysOnStick({ up, self }: SimNode, bytes: Uint8Array): Promise<readonly string[]> {
  const wrapping = up?.desk.wrapping;
  const file = decodeStick(bytes);
  const plain = typeof file === 'string' ? undefined : await wrapping?.openSealed(self.ageIdentity, file.sealed);
  const content = plain && decodeContent(plain);
  const message = content?.message && decodeMessage(content.message);
  const persons: string[] = [];
  for (const [, , sealed] of message?.ok ? message.value.keys : []) {
    const pairs = await wrapping?.openSealed(self.ageIdentity, sealed);
    if (pairs) persons.push(...(fromCbor(pairs) as [string, Uint8Array][]).map(([person]) => person));
  }
  return persons;
}
