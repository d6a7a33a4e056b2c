import { render } from 'preact';
import { AppContext, createApp } from './app.ts';
import { Root, NothingKept } from './root.tsx';
import { followAddress } from './router.ts';
import '#rooms/library/ui/answer-form.css';
import '#rooms/library/ui/lesson-html.css';
import '#rooms/library/ui/math.css';
import '#rooms/lessons/ui/lesson.css';
import '#rooms/lessons/ui/today.css';
import '#people/ui/sign-in.css';

const place = document.getElementById('app') as HTMLElement;

document.getElementById('too-old')?.remove();
// Not awaited at the top: other chunks lean on this one while it runs.
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

// Only on https and on this very machine; elsewhere the open page goes on by itself.
if ('serviceWorker' in navigator) {
  setTimeout(() => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined), 10_000);
}
