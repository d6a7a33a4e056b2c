import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Failed } from '#web/parts/message.tsx';
import type { ItemMedia } from '../records.ts';

type Props = {
  readonly media: readonly ItemMedia[];
  /** Hears of a file that the server took, and where this page finds it until it is named by a saved item. */
  readonly add: (file: ItemMedia, address: string) => void;
};

/** Pictures and sounds of an item: checked when they are put in, named in its texts. */
export function EditorMedia({ media, add }: Props) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const put = async (file: File): Promise<void> => {
    const taken = await send(api.post<ItemMedia>(`/bank/media/${nameOf(file.name)}`, file));
    if (taken) add(taken, URL.createObjectURL(file));
  };
  return (
    <fieldset class="sheet">
      <legend>{say('bank.media')}</legend>
      <p class="quiet">{say('bank.media-note')}</p>
      {media.length > 0 && (
        <ul>
          {media.map(({ name }) => (
            <li key={name}>
              <code>![…]({name})</code>
            </li>
          ))}
        </ul>
      )}
      <ChooseFiles
        words={say('bank.media-add')}
        accept=".svg,.png,.jpg,.jpeg,.webp,.mp3,.ogg"
        isOff={isBusy}
        onChosen={([file]) => void put(file)}
      />
      {failure && <Failed failure={failure} />}
    </fieldset>
  );
}

/** Names are of small Latin letters, digits and hyphens. */
function nameOf(given: string): string {
  const at = given.lastIndexOf('.');
  const stem = given
    .slice(0, Math.max(0, at))
    .toLowerCase()
    .replace(/[^a-z\d]+/gu, '-')
    .replace(/^-|-$/gu, '');
  return `${stem.slice(0, 40) || 'file'}.${given
    .slice(at + 1)
    .toLowerCase()
    .replace('jpeg', 'jpg')}`;
}
