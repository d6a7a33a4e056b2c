import { Hono } from 'hono';
import type { KeyObject } from 'node:crypto';
import type { SchoolId } from '#kernel/ids.ts';
import type { SchoolServer } from '#kernel/node.ts';
import { oneAtATime } from '#kernel/one-at-a-time.ts';
import type { Env } from '#http/frame.ts';
import type { FirstNeeds, House, Room, WorkKind } from '#http/house.ts';
import type { Who } from '#http/who.ts';
import { credentialKeys } from './credential-keys.ts';
import { readWorkCredential } from './credentials.ts';
import type { Desk } from './desk.ts';
import { fromAnywhere, inOnePlace, limiter } from './limiter.ts';
import { followChanges, settling } from './jobs.ts';
import { holdOutage } from './outage.ts';
import { tabletEar, type CameBack } from './losses.ts';
import { peoplePermissions, peopleTopics } from './permissions.ts';
import { peopleProjection } from './projection.ts';
import { ownRecords } from './records.ts';
import { moveRecords } from './records-moves.ts';
import { consentRoutes } from './routes-consents.ts';
import { erasureRoutes } from './routes-erasures.ts';
import { groupRoutes } from './routes-groups.ts';
import { heldRoutes } from './routes-held.ts';
import { importRoutes } from './routes-import.ts';
import { joinRoutes } from './routes-joins.ts';
import { moveRoutes } from './routes-moves.ts';
import { officeRoutes } from './routes-office.ts';
import { officeGroupRoutes } from './routes-office-groups.ts';
import { parentRoutes } from './routes-parents.ts';
import { postRoutes } from './routes-posts.ts';
import { regionRoutes } from './routes-region.ts';
import { schoolRoutes } from './routes-schools.ts';
import { secretRoutes } from './routes-secrets.ts';
import { lossRoutes } from './routes-losses.ts';
import { printRoutes } from './routes-print.ts';
import { signInRoutes } from './routes-sign-in.ts';
import { tabletRoutes } from './routes-tablets.ts';
import { transferRoutes } from './routes-transfers.ts';
import { receiptDesk } from './receipts.ts';
import { sessions } from './sessions.ts';
import { nobodysPassword } from './sign-in.ts';
import { workDesk } from './work.ts';

export { dayOf, schoolYearOf } from './calendar.ts';
export { className } from './classes.ts';
export { hasConsent } from './queries-consents.ts';
export { isOffice, maySeeClass } from './guards.ts';
export { isHolder } from './holders.ts';
export { adultsHere } from './office/lists.ts';
export {
  countPupils,
  findPerson,
  findPupil,
  findSchool,
  idsOf,
  idsOfMany,
  isErased,
  openName,
  selectPupils,
  selectSchools,
} from './queries.ts';
export type { PupilRow, SchoolRow } from './queries.ts';
export { findGroup, selectGroups, selectGroupsOf, selectMembers } from './queries-groups.ts';
export type { GroupRow } from './queries-groups.ts';
export { groupsFor, mayTeach } from './routes-groups.ts';
export { nameOf, officeName, shownName } from './names.ts';
export { printCommon, printFrame, type PrintContext } from './print/prints.ts';
export { vocabulary } from './roster/cells.ts';
export { parseClass, parseClassSet } from './roster/classes.ts';
export { skeleton } from './roster/letters.ts';
export { readTables } from './roster/read.ts';
export { parseSubject } from './roster/subjects.ts';
export { cellText, placeIn, type Row, type Table } from './roster/table.ts';
export { unzip, type ZipFiles } from './roster/zip.ts';
export { subjectName } from './subject-names.ts';
export { isParentOf } from './routes-parents.ts';
export { readSex, sexesOf } from './sexes.ts';
export { pupilAs } from './sessions.ts';
export { peopleProjection } from './projection.ts';
export {
  hasPlaceAt,
  isPlaceKnown,
  selectLeavers,
  selectMoves,
  selectPlaces,
  type Leaver,
  type Move,
  type Place,
} from './transfers/opened.ts';

export const peopleRecords = [...ownRecords, ...moveRecords] as const;

/** All of them: a few thousand records, and nobody signs in without them (SYN-22). */
export const peopleFirst: FirstNeeds = {
  records: Object.fromEntries(peopleRecords.map(({ type }) => [type, 'all'])),
};

export type PeopleNeeds = {
  /** The work kinds of all rooms. */
  readonly work: readonly WorkKind[];
  /** Public keys with which this school's work credentials may be signed: this epoch's, and earlier ones'. */
  readonly credentialSigners: () => readonly KeyObject[];
  readonly regionAge: () => string | undefined;
  /** The age recipient of a school's node, for which the region seals a head's first password. */
  readonly schoolAge?: (school: SchoolId) => string | undefined;
  /** The highest record of this node's school stream that the region has. */
  readonly acknowledged: () => number;
  /** At a region's node: each school's newest server. */
  readonly schoolServers?: () => Promise<readonly SchoolServer[]>;
  /** What is on its way to a node that came back: its people, or the rest. */
  readonly arriving?: () => 'people' | 'rest' | undefined;
  /** When this node came back last, after a fire or from an old copy. */
  readonly cameBack?: () => CameBack | undefined;
  /** Hears what time an adult's device shows when they sign in. */
  readonly heardTime?: (at: number) => Promise<void>;
  /** Where an unexpected error of a job goes. */
  readonly report?: (error: unknown) => void;
};

export type People = {
  readonly room: Room;
  readonly whoOf: (house: House) => (token: string | undefined) => Promise<Who>;
};

/** Seats `people`: it is no room, but has a room's shape, and every other part stands on it. */
export function seatPeople(needs: PeopleNeeds): People {
  const desk: Desk = {
    sessions: sessions(),
    keys: credentialKeys(needs.regionAge, needs.schoolAge),
    limiter: limiter(inOnePlace),
    anywhere: limiter(fromAnywhere),
    nobodysPassword: nobodysPassword(),
    work: workDesk(needs.work, needs.credentialSigners, holdOutage),
    credentialOf: (text) => readWorkCredential(needs.credentialSigners(), text),
    heardTablet: tabletEar(),
    acknowledged: needs.acknowledged,
    schoolServers: needs.schoolServers ?? (() => Promise.resolve([])),
    arriving: needs.arriving ?? (() => undefined),
    heardTime: needs.heardTime,
    inTurn: oneAtATime(),
  };
  const receipts = receiptDesk();
  const losses = { receipts, signers: needs.credentialSigners, cameBack: needs.cameBack ?? (() => undefined) };
  const routes = (house: House): Hono<Env> => {
    return new Hono<Env>()
      .route('/', signInRoutes(house, desk))
      .route('/', tabletRoutes(house, desk))
      .route('/', heldRoutes(house, desk))
      .route('/', importRoutes(house, desk))
      .route('/', officeRoutes(house, desk))
      .route('/', postRoutes(house, desk))
      .route('/', officeGroupRoutes(house))
      .route('/', schoolRoutes(house))
      .route('/', secretRoutes(house, desk))
      .route('/', moveRoutes(house, desk))
      .route('/', joinRoutes(house))
      .route('/', erasureRoutes(house))
      .route('/', transferRoutes(house, desk))
      .route('/', parentRoutes(house))
      .route('/', regionRoutes(house, desk))
      .route('/', consentRoutes(house))
      .route('/', lossRoutes(house, losses))
      .route('/', printRoutes(house, desk))
      .route('/', groupRoutes(house, desk));
  };
  const room: Room = {
    name: 'people',
    records: peopleRecords,
    first: peopleFirst,
    projection: peopleProjection,
    permissions: peoplePermissions,
    routes,
    topics: peopleTopics,
    jobs: [receipts.follow, followChanges(desk), settling(desk, needs.report ?? reportJob)],
  };
  return { room, whoOf: (house) => (token) => desk.sessions.whoOf(house, token) };
}

/** The stack without the message: a message may hold what a person typed. */
function reportJob(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : typeof error;
  console.error(`people: a job failed\n${stack}`);
}
