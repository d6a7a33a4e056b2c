import { render } from 'preact';
import { firstWords, pupilScreens } from '../pupil-screens.ts';
import { AppContext, createApp, firstLanguage, firstRoles } from './app.ts';
import { Root, NothingKept } from './root.tsx';
import { followAddress } from './router.ts';
import { findScreen } from './screen.ts';
import '#rooms/library/ui/answer-form.css';
import '#rooms/library/ui/lesson-html.css';
import '#rooms/library/ui/math.css';
import '#rooms/lessons/ui/lesson.css';
import '#rooms/lessons/ui/today.css';
import '#people/ui/sign-in.css';

const place = document.getElementById('app') as HTMLElement;

/** The floor, by what came with it: Chromium 114. The page in index.html says so to older ones by the same test. */
const isNewEnough = CSS.supports('text-wrap', 'balance');

// Not awaited at the top: other chunks lean on this one while it runs.
const start = (): Promise<void> =>
  createApp().then(
    (app) => {
      followAddress(app.path, app.go);
      render(
        <AppContext.Provider value={app}>
          <Root />
        </AppContext.Provider>,
        place,
      );
    },
    () => render(<NothingKept />, place),
  );

if (isNewEnough) {
  document.getElementById('too-old')?.remove();
  // The words and a pupil's screen come while the stores open.
  const language = firstLanguage();
  const found = findScreen(pupilScreens, location.pathname, firstRoles());
  void Promise.allSettled([firstWords[language](), found?.screen.load(), found?.screen.own?.(language, found.params)]);
  void start();
}

// Only on https and on this very machine; elsewhere the open page goes on by itself.
if (isNewEnough && 'serviceWorker' in navigator) {
  setTimeout(() => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined), 10_000);
}
