import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Role } from '#kernel/role.ts';
import { SignIn } from '#people/ui/sign-in.tsx';
import { firstWords, screens, wordFiles } from '../screens.ts';
import { useApp, useSay } from './app.ts';
import { Lights } from './lights.tsx';
import { Failed, Waiting } from './parts/message.tsx';
import { noServer } from './api.ts';
import { findScreen, type FoundScreen, type Screen, type ScreenProps } from './screen.ts';
import { Shell } from './shell.tsx';
import { loadWords } from './words.ts';

/** Chooses the screen for the address and the person, brings its code and words, and draws it in the shell. */
export function Root() {
  const { session, path, words } = useApp();
  const roles = session.value?.posts.map((post) => post.role) ?? [];
  const found = findScreen(screens, path.value, roles);
  const { seen, isLost, again } = useScreen(found);
  if (Object.keys(words.value).length === 0) return isLost ? <Lost again={again} /> : null;
  return (
    <Shell menu={menuFor(roles)} foot={session.value?.credential && <Lights session={session.value} />}>
      {!session.value ? (
        <SignIn />
      ) : isLost ? (
        <Failed failure={noServer} again={again} />
      ) : (
        <Seen found={found} seen={seen} />
      )}
    </Shell>
  );
}

type SeenScreen = { readonly screen: Screen; readonly View: ComponentType<ScreenProps> };

function Seen({ found, seen }: { found: FoundScreen | undefined; seen: SeenScreen | undefined }) {
  const { path } = useApp();
  const say = useSay();
  useEffect(() => {
    scrollTo(0, 0);
    document.getElementById('page')?.focus({ preventScroll: true });
  }, [path.value, seen?.screen]);
  if (!found) return <p>{say('web.no-such-page')}</p>;
  if (seen?.screen !== found.screen) return <Waiting />;
  return <seen.View key={path.value} params={found.params} />;
}

/** Brings what a screen needs. While another language comes, the old one stays. */
function useScreen(found: FoundScreen | undefined) {
  const { language, words } = useApp();
  const [seen, setSeen] = useState<SeenScreen>();
  const [isLost, setLost] = useState(false);
  const [turn, setTurn] = useState(0);
  const wanted = language.value;
  const screen = found?.screen;
  useEffect(() => {
    let isCurrent = true;
    Promise.all([firstWords[wanted](), loadWords(wordFiles, screen?.words ?? [], wanted), screen?.load()]).then(
      ([first, own, View]) => {
        if (!isCurrent) return;
        words.value = { ...first, ...own };
        document.documentElement.lang = wanted;
        setLost(false);
        setSeen(screen && View && { screen, View });
      },
      () => isCurrent && setLost(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [screen, wanted, turn]);
  return { seen, isLost, again: () => setTurn(turn + 1) };
}

/** Said in all languages: the browser keeps nothing, so that nothing could be said to be saved. */
export function NothingKept() {
  return (
    <main class="page narrow">
      <p lang="kk">Бұл браузер ештеңе сақтамайды (жеке терезе ме?). Кәдімгі терезеде ашыңыз.</p>
      <p lang="ru">Этот браузер ничего не сохраняет (приватное окно?). Откройте страницу в обычном окне.</p>
      <p lang="en">This browser keeps nothing (a private window?). Open the page in an ordinary window.</p>
    </main>
  );
}

/** Said in all languages: the words themselves could not be fetched. */
function Lost({ again }: { again: () => void }) {
  return (
    <main class="page narrow">
      <p lang="kk">Мектеп сервері жауап бермей тұр.</p>
      <p lang="ru">Школьный сервер не отвечает.</p>
      <p lang="en">The school’s server does not answer.</p>
      <button type="button" class="button main" onClick={again}>
        ↻
      </button>
    </main>
  );
}

function menuFor(roles: readonly Role[]): readonly Screen[] {
  return screens.filter((screen) => screen.menu && screen.roles.some((role) => roles.includes(role)));
}
