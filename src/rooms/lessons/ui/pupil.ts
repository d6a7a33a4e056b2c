/** A pupil's screens: one chunk, fetched when a pupil signs in, so that the way into a lesson needs nothing more. */
export { LessonPage } from './lesson-page.tsx';
export { Today } from './today.tsx';
