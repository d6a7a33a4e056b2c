import type { ComponentChildren } from 'preact';
import { languages, type Language } from '#kernel/language.ts';
import { useApp, useSay } from './app.ts';
import type { Screen } from './screen.ts';
import { Mark } from './parts/mark.tsx';

const ownNames: Readonly<Record<Language, string>> = { kk: 'Қаз', ru: 'Рус', en: 'Eng' };
const fullNames: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

/** The frame of every screen: whose server this is, who is signed in, the language, and how far their work has come. */
export function Shell({
  menu,
  foot,
  children,
}: {
  menu: readonly Screen[];
  foot?: ComponentChildren;
  children: ComponentChildren;
}) {
  const say = useSay();
  return (
    <div class="shell">
      <a class="skip button main" href="#page">
        {say('web.skip')}
      </a>
      <header class="head">
        <PlaceName />
        <Menu screens={menu} />
        <Languages />
        <WhoIsHere />
      </header>
      <main id="page" class="page" tabIndex={-1}>
        {children}
      </main>
      <footer class="foot">{foot}</footer>
    </div>
  );
}

function PlaceName() {
  const { place, language } = useApp();
  const say = useSay();
  const here = place.value;
  const name = here?.kind === 'region' ? say('web.region') : here?.school?.names[language.value];
  const isInvented = here?.isInvented ?? here?.school?.isInvented ?? false;
  return (
    <a class="name" href="/">
      <Mark />
      <span class="place">
        <span>Тірек {isInvented && <span class="sample">{say('web.sample')}</span>}</span>
        {name && <small>{name}</small>}
      </span>
    </a>
  );
}

/** So many names of screens stand beside the school's; more have a line of their own. */
const mostBeside = 3;

function Menu({ screens }: { screens: readonly Screen[] }) {
  const { path } = useApp();
  const say = useSay();
  if (screens.length < 2) return null;
  return (
    <nav class={screens.length > mostBeside ? 'menu-row' : undefined} aria-label={say('web.menu')}>
      {screens.map((screen) => (
        <a key={screen.path} href={screen.path} aria-current={path.value === screen.path ? 'page' : undefined}>
          {say(screen.menu ?? '')}
        </a>
      ))}
    </nav>
  );
}

function Languages() {
  const { language, speak } = useApp();
  const say = useSay();
  return (
    <div class="languages" role="group" aria-label={say('web.language')}>
      {languages.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={language.value === each} onClick={() => speak(each)}>
          <span aria-hidden="true">{ownNames[each]}</span>
          <span class="spoken">{fullNames[each]}</span>
        </button>
      ))}
    </div>
  );
}

function WhoIsHere() {
  const { session, signOut } = useApp();
  const say = useSay();
  if (!session.value) return null;
  const isAdult = session.value.posts.every((post) => post.role !== 'pupil');
  return (
    <div class="who">
      {isAdult ? <a href="/password">{session.value.name}</a> : <span>{session.value.name}</span>}
      <button type="button" class="button" onClick={() => void signOut()}>
        {say('web.sign-out')}
      </button>
    </div>
  );
}
