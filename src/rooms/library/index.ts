import type { Room } from '#http/house.ts';
import { libraryProjection } from './projection.ts';
import { selectFiles } from './queries.ts';
import { libraryRecords } from './records.ts';
import { libraryPermissions, libraryRoutes } from './routes.ts';

export { assemblePack, type AssembledLesson, type BuiltPack } from './assemble.ts';
export { buildPack } from './build-later.ts';
export { readCurriculum, type Curriculum, type Objective } from './curriculum.ts';
export { readPackFolder } from './pack-folder.ts';
export { isMediaSignature, mediaSignature } from './media-signature.ts';
export {
  isTestPack,
  mediaTypes,
  testPacks,
  type BuiltLesson,
  type Hash,
  type Html,
  type MediaRef,
  type MediaType,
  type Subject,
} from './model/pack.ts';
export type { MediaFile } from './model/media.ts';
export type { PackError } from './model/pack-error.ts';
export { isRightNumber, readNumber } from './model/number.ts';
export { pointsOf, score, type Answer, type GapPart, type Question } from './model/question.ts';
export { matchesAny } from './model/spelling.ts';
export { findLessonFile, selectLessons, type ShelfLesson } from './queries.ts';
export { lessonPublished } from './records.ts';
export { textMaker, type TextMaker } from './text-later.ts';
export { keepShipped, shippedPacks } from './shipped.ts';
export { lessonReader, packDrafts, publishPack, type LessonReader } from './shelf.ts';

export const library: Room = {
  name: 'library',
  records: libraryRecords,
  projection: libraryProjection,
  permissions: libraryPermissions,
  routes: libraryRoutes,
  files: selectFiles,
  // A shelf has some hundred records, and no lesson is given without them.
  first: { records: Object.fromEntries(libraryRecords.map(({ type }) => [type, 'all'])) },
};
