import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import type { Role } from '#kernel/role.ts';
import { SignIn } from '#people/ui/sign-in.tsx';
import { firstWords, pupilLater, pupilScreens } from '../pupil-screens.ts';
import { useApp, useSay } from './app.ts';
import { Lights } from './lights.tsx';
import { Failed, Message, Waiting } from './parts/message.tsx';
import { noServer } from './api.ts';
import { findScreen, type FoundScreen, type Screen, type ScreenProps } from './screen.ts';
import { Shell } from './shell.tsx';
import { loadWords, type WordFiles } from './words.ts';

/** The screens and words of everybody but pupils. */
type Staff = {
  readonly screens: readonly Screen[];
  /** What stands here while no node runs on the server, by its stage. */
  readonly bootScreens: Readonly<Record<string, Screen>>;
  readonly wordFiles: WordFiles;
};
const noStaff: Staff = { screens: [], bootScreens: {}, wordFiles: {} };

/** Chooses the screen for the address and the person, brings its code and words, and draws it in the shell. */
export function Root() {
  const { session, path, words, stage } = useApp();
  const roles = session.value?.posts.map((post) => post.role) ?? [];
  const isStaff = stage.value !== undefined || roles.some((role) => role !== 'pupil');
  const staff = useStaff(isStaff);
  const { screens, bootScreens, wordFiles } = staff.value ?? noStaff;
  const isSeated = !isStaff || staff.value !== undefined;
  const waiting = stage.value === undefined ? undefined : bootScreens[stage.value];
  const address = session.value?.mustChangePassword ? '/password' : path.value;
  const found = waiting
    ? { screen: waiting, params: {} }
    : isSeated
      ? findScreen([...pupilScreens, ...screens], address, roles)
      : undefined;
  const { seen, isLost, again } = useScreen(found, wordFiles);
  useReadiness();
  if (Object.keys(words.value).length === 0) return isLost ? <Lost again={again} /> : null;
  const view = (): ComponentChildren => {
    if (!session.value && !stage.value) return <SignIn />;
    if (isLost || staff.isLost) return <Failed failure={noServer} again={isLost ? again : staff.again} />;
    return isSeated ? <Seen found={found} seen={seen} /> : <Waiting />;
  };
  return (
    <Shell
      menu={waiting ? [] : menuFor(screens, roles)}
      foot={session.value?.credential && <Lights session={session.value} />}
    >
      {view()}
    </Shell>
  );
}

/** Brings the table of the adults' screens when one signs in. */
function useStaff(isWanted: boolean) {
  const [value, setValue] = useState<Staff>();
  const [isLost, setLost] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    import('../screens.ts').then(setValue, () => setLost(true));
  }, [isWanted, turn]);
  const again = (): void => {
    setLost(false);
    setTurn(turn + 1);
  };
  return { value, isLost, again };
}

/** While a tablet of the school waits for a pupil, it fetches what pupils will need if the server goes away. */
function useReadiness(): void {
  const { tablet, session } = useApp();
  const isWaiting = tablet.value !== undefined && !session.value;
  useEffect(() => {
    if (!isWaiting) return;
    const fetchAll = (): void => {
      const wanted = Object.values(firstWords).map((load) => load());
      void Promise.allSettled([...wanted, pupilLater(), document.fonts.load('1em "Tirek Math"')]);
    };
    const timer = setTimeout(fetchAll, 6000);
    return () => clearTimeout(timer);
  }, [isWaiting]);
}

type SeenScreen = { readonly screen: Screen; readonly View: ComponentType<ScreenProps>; readonly of: string };

function Seen({ found, seen }: { found: FoundScreen | undefined; seen: SeenScreen | undefined }) {
  const { path } = useApp();
  const say = useSay();
  useEffect(() => {
    scrollTo(0, 0);
    document.getElementById('page')?.focus({ preventScroll: true });
  }, [path.value, seen?.screen]);
  const [fault] = useErrorBoundary();
  if (fault) return <Broken />;
  if (!found) return <p>{say('web.no-such-page')}</p>;
  if (seen?.screen !== found.screen || seen.of !== ownOf(found)) return <Waiting />;
  return <seen.View key={path.value} params={found.params} />;
}

/** A screen of ours has a fault. What was done is in the outbox; the page begins again. */
function Broken() {
  const say = useSay();
  return (
    <Message tone="wrong" isNews>
      <p>{say('web.broken')}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {say('web.again')}
      </button>
    </Message>
  );
}

/** What the own words of a screen depend on. */
function ownOf(found: FoundScreen | undefined): string {
  return found?.screen.own ? Object.values(found.params).join('/') : '';
}

/** Brings what a screen needs. While another language comes, the old one stays. */
function useScreen(found: FoundScreen | undefined, wordFiles: WordFiles) {
  const { language, words } = useApp();
  const [seen, setSeen] = useState<SeenScreen>();
  const [isLost, setLost] = useState(false);
  const [turn, setTurn] = useState(0);
  const wanted = language.value;
  const screen = found?.screen;
  const of = ownOf(found);
  useEffect(() => {
    let isCurrent = true;
    Promise.all([
      firstWords[wanted](),
      loadWords(wordFiles, screen?.words ?? [], wanted),
      screen?.own?.(wanted, found?.params ?? {}),
      screen?.load(),
    ]).then(
      ([first, more, own, View]) => {
        if (!isCurrent) return;
        words.value = { ...first, ...more, ...own };
        document.documentElement.lang = wanted;
        setLost(false);
        setSeen(screen && View && { screen, View, of });
      },
      () => isCurrent && setLost(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [screen, of, wanted, turn]);
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

function menuFor(screens: readonly Screen[], roles: readonly Role[]): readonly Screen[] {
  return screens.filter((screen) => screen.menu && screen.roles.some((role) => roles.includes(role)));
}
