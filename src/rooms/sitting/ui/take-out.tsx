import { useState } from 'preact/hooks';
import { linesOf } from '../model/sealed.ts';
import { hex, sha256 } from '../model/sha256.ts';
import type { SeatAnswer } from '../routes-sit.ts';
import type { AttemptStore, OutgoingRun } from './attempt-store.ts';
import { CodeRow } from './code-row.tsx';
import { age } from './package-open.ts';
import { useSitSay } from './sit-say.ts';

type Props = { readonly store: AttemptStore; readonly seat: SeatAnswer };

/** SIT-40: the server is gone: the answers leave the tablet sealed, as a file or as a row of codes. */
export function TakeOut({ store, seat }: Props) {
  const say = useSitSay();
  const [lines, setLines] = useState<readonly string[]>();
  const file = async (): Promise<void> => {
    const text = (await sealedLines(store, seat)).join('\n');
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `test-${seat.attempt.slice(0, 8)}.tirek.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <details class="take-out">
      <summary>{say('sitting.take-out')}</summary>
      <p class="quiet">{say('sitting.take-out-more')}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => void file()}>
          {say('sitting.take-out.file')}
        </button>
        <button type="button" class="button" onClick={() => void sealedLines(store, seat).then(setLines)}>
          {say('sitting.take-out.codes')}
        </button>
      </div>
      {lines && <CodeRow lines={lines} />}
    </details>
  );
}

/** Everything that this tablet has of an attempt, sealed to the school's server and the region's. */
async function sealedLines(store: AttemptStore, seat: SeatAnswer): Promise<readonly string[]> {
  const runs: OutgoingRun[] = [];
  for (const row of await store.chains(seat.attempt)) {
    for (let from = 1; from <= row.count;) {
      const cut = await store.runFrom(row, from);
      if (!cut) break;
      runs.push(cut.run);
      from = cut.to + 1;
    }
  }
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of seat.recipients) encrypter.addRecipient(recipient);
  const bytes = await encrypter.encrypt(JSON.stringify({ runs }));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return linesOf(text, hex(sha256(bytes)).slice(0, 8));
}
