import { useEffect, useState } from 'preact/hooks';
import { useApp } from '#web/app.ts';
import type { SeatAnswer } from '../routes-sit.ts';
import type { AttemptStore } from './attempt-store.ts';
import { openPackage, type ReadyForm } from './package-open.ts';

/** How far the form of a seat is: fetched and sealed, opened and whole, or why not (a key of words). */
export type FormHere =
  | { readonly is: 'coming' | 'sealed' }
  | { readonly is: 'ready'; readonly form: ReadyForm }
  | { readonly is: 'wrong'; readonly key: string };

/** Brings the package of a seat onto the tablet, and opens it when the teacher has started (SIT-22). */
export function useForm(store: AttemptStore | undefined, seat: SeatAnswer | null | undefined): FormHere {
  const { api } = useApp();
  const [here, setHere] = useState<FormHere>({ is: 'coming' });
  const [turn, setTurn] = useState(0);
  const attempt = seat?.attempt;
  const given = seat?.key;
  useEffect(() => {
    if (!store || attempt === undefined) return;
    let isCurrent = true;
    let form: ReadyForm | undefined;
    const tryAgain = (): void => void setTimeout(() => isCurrent && setTurn(turn + 1), 3000);
    const bring = async (): Promise<FormHere> => {
      let pack = await store.pack(attempt);
      if (!pack) {
        const file = await api.file(`/api/sitting/package/${attempt}`, { patience: 60_000 });
        if (!file.ok) {
          tryAgain();
          return file.error.status === 0 ? { is: 'coming' } : { is: 'wrong', key: file.error.key };
        }
        await store.keepPack(attempt, new Uint8Array(await file.value.arrayBuffer()));
        pack = await store.pack(attempt);
      }
      const key = pack?.key ?? given;
      if (!pack || key === undefined) return { is: 'sealed' };
      const opened = await openPackage(pack.bytes, key);
      if (!opened.ok) {
        // It came torn, or is of before the key was changed: it is fetched anew.
        await store.dropPack(attempt);
        tryAgain();
        return { is: 'wrong', key: opened.error };
      }
      if (pack.key === undefined) await store.keepKey(attempt, key);
      form = opened.value;
      return { is: 'ready', form };
    };
    bring().then(
      (found) => isCurrent && setHere(found),
      () => isCurrent && setHere({ is: 'wrong', key: 'sitting.no-room' }),
    );
    return () => {
      isCurrent = false;
      form?.close();
    };
  }, [store, attempt, given, turn]);
  return here;
}
