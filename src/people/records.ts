import { z } from 'zod/mini';
import { regionScope, type GroupId, type PersonId, type SchoolId, type TabletId } from '#kernel/ids.ts';
import { roles } from '#kernel/role.ts';
import { bytes, grade, idOf, language } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';

const person = idOf<PersonId>();
const school = idOf<SchoolId>();
const group = idOf<GroupId>();
const text = z.object({ kk: z.string(), ru: z.string(), en: z.string() });
/** A calendar day, `2026-09-01`. */
export const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
/** The moving up that a record is part of, where it is part of one. */
const move = z.optional(z.string());

/** The region's register of schools: the programme's data, not the school's. */
export const schoolRegistered = recordType('people.school-registered', {
  owner: 'region',
  version: 1,
  body: z.object({
    school,
    names: text,
    /** КАТО code of the settlement, and the district's names. */
    kato: z.string(),
    district: text,
    kind: z.enum(['primary', 'basic', 'general']),
    medium: z.enum(['kk', 'ru', 'mixed']),
    isInvented: z.boolean(),
  }),
});

/** `hub-of` and `magnet-of` are relations between schools, with dates; never a kind of school. */
export const schoolsRelated = recordType('people.schools-related', {
  owner: 'region',
  version: 1,
  body: z.object({
    school,
    other: school,
    relation: z.enum(['hub-of', 'magnet-of']),
    from: date,
    to: z.optional(date),
  }),
});

/** Who somebody is. Said again, it replaces what was said before. */
export const personRegistered = recordType('people.person-registered', {
  owner: 'any',
  version: 1,
  body: z.object({
    person,
    /** Sealed JSON `{ family, given, patronymic? }`. */
    name: bytes,
    /** Sealed date of birth. */
    birth: z.optional(bytes),
    /** The id of the person in the roster that it came from, as a keyed hash: it may be a number of a document. */
    source: z.optional(z.string()),
    language,
    /** One of the drawn pictures beside a pupil's name. */
    picture: z.string(),
  }),
});

/**
 * Whether a pupil is a boy or a girl, where a roster or the office says it. Asked for one thing alone: to see whether a test's
 * item is harder for one of them at the same ability. Sealed like the date of birth. Said again, it replaces what was said.
 */
export const sexNoted = recordType('people.sex-noted', {
  owner: 'school',
  version: 1,
  body: z.object({ person, sex: bytes }),
});

/** A pupil belongs to a grade of a school for a school year. Said again, it is open again. */
export const enrolled = recordType('people.enrolled', {
  owner: 'school',
  version: 1,
  body: z.object({
    enrolment: z.string(),
    person,
    school,
    grade,
    letter: z.string(),
    medium: z.enum(['kk', 'ru']),
    /** The school year by its first calendar year: 2026 is 2026/27. */
    year: z.int(),
    from: date,
    move,
  }),
});

export const endReasons = ['moved-up', 'class-changed', 'transferred', 'finished', 'left', 'mistake'] as const;

export const enrolmentEnded = recordType('people.enrolment-ended', {
  owner: 'school',
  version: 1,
  body: z.object({ enrolment: z.string(), on: date, reason: z.enum(endReasons), move }),
});

/** A post: a person has a role in a school, in a district (methodist) or in the region. */
export const posted = recordType('people.posted', {
  owner: 'any',
  version: 1,
  body: z.object({
    person,
    role: z.enum(roles),
    school: z.optional(school),
    district: z.optional(z.string()),
    /** The class of a class teacher, `5 А`. */
    class: z.optional(z.string()),
  }),
});

export const postEnded = recordType('people.post-ended', {
  owner: 'any',
  version: 1,
  body: z.object({ person, role: z.enum(roles), school: z.optional(school) }),
});

/** A parent and their own child. */
export const parentLinked = recordType('people.parent-linked', {
  owner: 'school',
  version: 1,
  body: z.object({ parent: person, child: person }),
});

export const parentUnlinked = recordType('people.parent-unlinked', {
  owner: 'school',
  version: 1,
  body: z.object({ parent: person, child: person }),
});

/** Grades × subject × teacher. Members are the pupils of these grades of the school, those of `without` left out. */
export const groupSet = recordType('people.group-set', {
  owner: 'school',
  version: 1,
  body: z.object({
    group,
    subject: z.string(),
    grades: z.array(grade).check(z.minLength(1), z.maxLength(4)),
    teacher: person,
    /** Where the group is only some classes of its grades. */
    classes: z.optional(z.array(z.object({ grade, letter: z.string() }))),
    /** Pupils of other schools who take part, and pupils of the grades who do not. */
    with: z.array(person),
    without: z.array(person),
    /** Nobody takes part but those of `with`: a roster named them one by one. */
    isListed: z.optional(z.boolean()),
    year: z.int(),
    /** The id of the group in the roster that it came from, as a keyed hash. */
    source: z.optional(z.string()),
  }),
});

export const groupClosed = recordType('people.group-closed', {
  owner: 'school',
  version: 1,
  body: z.object({ group }),
});

/** The key under which a school's credentials are sealed, itself sealed by age to the school's and the region's keys. */
export const credentialKeySet = recordType('people.credential-key-set', {
  owner: 'any',
  version: 1,
  body: z.object({ key: z.string(), sealed: bytes }),
});

/**
 * How a person signs in. `sealed` opens with the credential key: a PIN or three pictures (which the school can print
 * again), or a login and an argon2id hash of the password. A later one replaces it.
 */
export const credentialSet = recordType('people.credential-set', {
  owner: 'any',
  version: 1,
  body: z.object({
    person,
    kind: z.enum(['pin', 'pictures', 'password']),
    key: z.string(),
    sealed: bytes,
    /** One more than that of any that its writer knew: what the region and a school set is ordered without clocks. */
    n: z.int(),
  }),
});

export const tabletEnrolled = recordType('people.tablet-enrolled', {
  owner: 'school',
  version: 1,
  /** SHA-256 of the tablet's token. */
  body: z.object({ tablet: idOf<TabletId>(), token: bytes, label: z.string() }),
});

export const tabletRetired = recordType('people.tablet-retired', {
  owner: 'school',
  version: 1,
  body: z.object({ tablet: idOf<TabletId>() }),
});

export const purposes = ['learning-records', 'region-statistics', 'pictures-and-voice', 'remote-lessons'] as const;

/** A legal representative's consent for one purpose; `by` is the sealed name of who signed. */
export const consentGiven = recordType('people.consent-given', {
  owner: 'school',
  version: 1,
  body: z.object({ person, purpose: z.enum(purposes), by: bytes, on: date }),
});

export const consentWithdrawn = recordType('people.consent-withdrawn', {
  owner: 'school',
  version: 1,
  body: z.object({ person, purpose: z.enum(purposes), on: date }),
});

/** The same child entered twice: `joined` is shown as `kept` until they are parted again. */
export const personsJoined = recordType('people.persons-joined', {
  owner: 'any',
  version: 1,
  body: z.object({ kept: person, joined: person }),
});

export const personsParted = recordType('people.persons-parted', {
  owner: 'any',
  version: 1,
  body: z.object({ kept: person, joined: person }),
});

/** Two entries that look like one person are two: nobody needs to ask again. `one` is the smaller id. */
export const personsToldApart = recordType('people.persons-told-apart', {
  owner: 'any',
  version: 1,
  body: z.object({ one: person, other: person }),
});

/**
 * Destroys the person's key: names and texts are unreadable from then on. The region's word counts on every node, a
 * school's on its own; the region makes it its own where it may count for more (PPL-34).
 */
export const personErased = recordType('people.person-erased', {
  owner: 'any',
  version: 1,
  body: z.object({ person }),
  erases: (body, { isOwn, scope }) => (isOwn || scope === regionScope ? body.person : undefined),
});

/** A school has erased somebody who is also elsewhere, and a coordinator says that it counts for that school alone. */
export const erasureDeclined = recordType('people.erasure-declined', {
  owner: 'region',
  version: 1,
  body: z.object({ person }),
});

/** Work that a pupil began in an outage by name and the teacher's code: held until a teacher confirms who it was. */
export const workHeld = recordType('people.work-held', {
  owner: 'school',
  version: 1,
  body: z.object({
    person,
    kind: z.string(),
    at: z.int(),
    isCodeRight: z.boolean(),
    /** The entry's body in CBOR, sealed for the person. */
    sealed: bytes,
  }),
});

/** A teacher said who it was: the held entry was dispatched beside this record, or it was not this pupil's. */
export const workReleased = recordType('people.work-released', {
  owner: 'school',
  version: 1,
  body: z.object({ tablet: idOf<TabletId>(), n: z.int(), isConfirmed: z.boolean() }),
});

export const ownRecords = [
  schoolRegistered,
  schoolsRelated,
  personRegistered,
  sexNoted,
  enrolled,
  enrolmentEnded,
  posted,
  postEnded,
  parentLinked,
  parentUnlinked,
  groupSet,
  groupClosed,
  credentialKeySet,
  credentialSet,
  tabletEnrolled,
  tabletRetired,
  consentGiven,
  consentWithdrawn,
  personsJoined,
  personsParted,
  personsToldApart,
  personErased,
  erasureDeclined,
  workHeld,
  workReleased,
] as const;
