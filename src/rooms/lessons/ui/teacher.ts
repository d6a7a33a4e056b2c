/** The teacher's screens: one chunk, fetched when a teacher signs in. */
export { AssignScreen } from './assign-screen.tsx';
export { BoardScreen } from './board-screen.tsx';
export { TeacherAttempt } from './teacher-attempt.tsx';
export { TeacherGroups } from './teacher-groups.tsx';
export { TeacherTablets } from './teacher-tablets.tsx';
