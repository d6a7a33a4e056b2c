/** The screens of a lesson that is held: one chunk, fetched when one is opened. */
export { RunAfter } from './run-after.tsx';
export { RunPanel } from './run-panel.tsx';
export { RunRemote } from './run-remote.tsx';
export { RunStart } from './run-start.tsx';
