import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useEvery } from '#sync/ui/every.ts';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Failed, Message } from '#web/parts/message.tsx';
import type { BroughtBackup } from '../bring-back.ts';
import { CodeField } from './code-field.tsx';

/** Small enough that a slow line shows how far it is. */
const pieceBytes = 2 * 1024 * 1024;

/** A backup that was kept outside the school: its file, the code from the paper, and how far it is. */
export function BringBack({ isLocked }: { isLocked: boolean }) {
  const say = useSay();
  const { api } = useApp();
  const [code, setCode] = useState('');
  const { value, again } = useAsk<BroughtBackup>('/boot/backup');
  const opening = useSend();
  const coming = useComing(again);
  useEvery(1500, again);
  const isOpening = value?.isOpening ?? false;
  const isHere = !coming.isBusy && coming.percent === 100;
  const open = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    await opening.send(api.post('/boot/backup', { code, isLocked }));
    again();
  };
  return (
    <form class="sheet bring-back" onSubmit={(event) => void open(event)}>
      <h3>{say('boot.bring')}</h3>
      <p>{say('boot.bring.what')}</p>
      <ChooseFiles
        words={say('boot.bring.file')}
        accept=".tirek-backup"
        isOff={coming.isBusy || isOpening}
        onChosen={([file]) => void coming.bring(file)}
      />
      {coming.percent !== undefined && (
        <p role="status">
          <progress
            value={coming.percent}
            max={100}
            aria-label={say('boot.bring.coming', { percent: coming.percent })}
          />{' '}
          {say(isHere ? 'boot.bring.here' : 'boot.bring.coming', { percent: coming.percent })}
        </p>
      )}
      {coming.failure && <Failed failure={coming.failure} />}
      <CodeField
        label={say('boot.bring.code')}
        code={code}
        onTyped={(typed) => {
          setCode(typed);
          opening.forget();
        }}
      />
      {opening.failure && <Failed failure={opening.failure} />}
      {value?.why && !isOpening && (
        <Message tone="wrong" isNews>
          {say(value.why.key, value.why.values ?? {})}
        </Message>
      )}
      {isOpening ? (
        <p role="status">{say('boot.bring.opening')}</p>
      ) : (
        <button type="submit" class="button main" disabled={!isHere || opening.isBusy || code.trim() === ''}>
          {say('boot.bring.do')}
        </button>
      )}
    </form>
  );
}

/** Sends a file to the server piece by piece; a piece that did not arrive can be sent with the whole file again. */
function useComing(again: () => void) {
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [percent, setPercent] = useState<number>();
  const bring = async (file: File): Promise<void> => {
    setPercent(0);
    for (let at = 0; at < file.size || at === 0; at += pieceBytes) {
      const piece = file.slice(at, at + pieceBytes);
      const taken = await send(api.put<{ bytes: number }>(`/boot/backup?at=${at}`, piece, { patience: 60_000 }));
      if (!taken) return setPercent(undefined);
      setPercent(Math.floor((100 * taken.bytes) / Math.max(1, file.size)));
    }
    again();
  };
  return { isBusy, failure, percent, bring };
}
