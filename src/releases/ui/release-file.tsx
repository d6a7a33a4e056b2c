import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { ChooseFiles } from '#web/parts/choose-files.tsx';
import { Failed } from '#web/parts/message.tsx';
import type { Found } from '../drives.ts';
import { useUpload } from './release-upload.ts';

type Way = 'update' | 'publish';
type Begin = (way: Way, body: { readonly from: 'drive' | 'upload'; readonly id?: string }) => Promise<void>;

/** A version from a stick: one that is put into the server, or a file that this page brings. */
export function ReleaseFile(props: {
  readonly found: readonly Found[];
  readonly isRegion: boolean;
  readonly canUpdate: boolean;
  readonly changed: () => void;
}) {
  const { found, isRegion, canUpdate, changed } = props;
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const begin: Begin = async (way, body) => {
    if (await send(api.post(`/releases/${way}`, body))) changed();
  };
  const ways: readonly Way[] = [
    ...(canUpdate ? (['update'] as const) : []),
    ...(isRegion ? (['publish'] as const) : []),
  ];
  return (
    <section>
      <h2>{say(isRegion ? 'releases.screen.stick-region' : 'releases.screen.stick')}</h2>
      <p>{say(isRegion ? 'releases.screen.stick.about-region' : 'releases.screen.stick.about')}</p>
      {found.length > 0 && (
        <ul class="release-found">
          {found.map((each) => (
            <FoundRow key={each.id} found={each} ways={ways} isBusy={isBusy} begin={begin} />
          ))}
        </ul>
      )}
      {ways.map((way) => (
        <Choose key={way} way={way} isBusy={isBusy} begin={begin} />
      ))}
      {failure && <Failed failure={failure} />}
    </section>
  );
}

function FoundRow({
  found,
  ways,
  isBusy,
  begin,
}: {
  found: Found;
  ways: readonly Way[];
  isBusy: boolean;
  begin: Begin;
}) {
  const say = useSay();
  const { id, name, version, fault } = found;
  return (
    <li class="sheet">
      <div>
        <b>{version ? say('releases.screen.version', { version }) : name}</b>
        <p class="quiet">{fault ? say(`releases.${fault}`) : name}</p>
      </div>
      {!fault &&
        ways.map((way) => (
          <button
            key={way}
            type="button"
            class="button main"
            disabled={isBusy}
            onClick={() => void begin(way, { from: 'drive', id })}
          >
            {say(way === 'publish' ? 'releases.screen.publish' : 'releases.screen.update-from-stick')}
          </button>
        ))}
    </li>
  );
}

function Choose({ way, isBusy, begin }: { way: Way; isBusy: boolean; begin: Begin }) {
  const say = useSay();
  const { share, failure, bring } = useUpload();
  const choose = async (file: File): Promise<void> => {
    if (await bring(file)) await begin(way, { from: 'upload' });
  };
  return (
    <div class="field">
      <ChooseFiles
        words={say(way === 'publish' ? 'releases.screen.choose-publish' : 'releases.screen.choose')}
        look="release-choose"
        accept=".tirek-release"
        isOff={share !== undefined || isBusy}
        onChosen={([file]) => void choose(file)}
      />
      {share !== undefined && (
        <div class="release-work" role="status">
          <p>{say('releases.screen.sending')}</p>
          <progress max={1} value={share} aria-label={say('releases.screen.sending')} />
        </div>
      )}
      {failure && <Failed failure={failure} />}
    </div>
  );
}
