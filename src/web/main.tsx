import { render } from 'preact';
import { AppContext, createApp } from './app.ts';
import { followAddress } from './router.ts';
import { Root } from './root.tsx';

const app = createApp();
followAddress(app.path, app.go);
render(
  <AppContext.Provider value={app}>
    <Root />
  </AppContext.Provider>,
  document.getElementById('app') as HTMLElement,
);
