/** What a pupil's tablet needs of a lesson that is held: fetched apart, so that the first page stays small. */
export { RunPage } from './run-page.tsx';
export { RunStrip } from './run-strip.tsx';
