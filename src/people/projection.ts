import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection, type RowOp } from '#log/projection.ts';
import type { LogRecord } from '#log/record.ts';
import { moveEffects } from './projection-moves.ts';
import * as records from './records.ts';
import { peopleTables } from './tables.ts';

/** The school in whose scope a record stands; empty for the region's. */
function schoolOf(record: LogRecord): string {
  return schoolOfScope(record.stream.scope) ?? '';
}

export const peopleProjection: Projection = {
  name: 'people',
  version: 4,
  tables: peopleTables,
  effects: [
    on(records.schoolRegistered, ({ school, names, kato, district, kind, medium, isInvented }) => {
      const words = { name_kk: names.kk, name_ru: names.ru, name_en: names.en };
      const place = { kato, district_kk: district.kk, district_ru: district.ru, district_en: district.en };
      const row = { school, ...words, ...place, kind, medium, is_invented: isInvented ? 1 : 0 };
      return [{ op: 'upsert', table: 'people_schools', row }];
    }),
    on(records.schoolsRelated, ({ school, other, relation, from, to }) => {
      const row = { school, other, relation, since: from, until: to ?? null };
      return [{ op: 'upsert', table: 'people_relations', row }];
    }),
    on(records.personRegistered, ({ person, name, birth, source, language, picture }, record) => {
      const row = {
        person,
        school: schoolOf(record),
        name,
        birth: birth ?? null,
        source: source ?? null,
        language,
        picture,
      };
      return [{ op: 'upsert', table: 'people_persons', row }];
    }),
    on(records.sexNoted, (row) => [{ op: 'upsert', table: 'people_sexes', row }]),
    on(records.enrolled, ({ from, move, ...body }) => {
      const row = { ...body, since: from, until: null, reason: '', ended_by: '', ...(move ? { begun_by: move } : {}) };
      return [{ op: 'upsert', table: 'people_enrolments', row }];
    }),
    on(records.enrolmentEnded, ({ enrolment, on: until, reason, move }) => {
      return [{ op: 'upsert', table: 'people_enrolments', row: { enrolment, until, reason, ended_by: move ?? '' } }];
    }),
    on(records.posted, ({ person, role, school, district, class: name }) => {
      const row = { person, role, school: school ?? '', district: district ?? '', class: name ?? '' };
      return [{ op: 'upsert', table: 'people_posts', row }];
    }),
    on(records.postEnded, ({ person, role, school }) => {
      return [{ op: 'delete', table: 'people_posts', key: { person, role, school: school ?? '' } }];
    }),
    on(records.parentLinked, (row) => [{ op: 'insert', table: 'people_children', row }]),
    on(records.parentUnlinked, (key) => [{ op: 'delete', table: 'people_children', key }]),
    on(records.groupSet, (body, record) => groupOps(body, schoolOf(record))),
    on(records.groupClosed, ({ group }) => {
      return [{ op: 'upsert', table: 'people_groups', row: { group_id: group, is_open: 0 } }];
    }),
    on(records.credentialKeySet, ({ key, sealed }, { time }) => {
      return [{ op: 'upsert', table: 'people_credential_keys', row: { key_id: key, sealed, set_at: time } }];
    }),
    on(records.credentialSet, ({ key, ...body }) => {
      return [{ op: 'upsert', table: 'people_credentials', row: { ...body, key_id: key } }];
    }),
    on(records.tabletEnrolled, ({ tablet, token, label }, record) => {
      const row = { tablet, school: schoolOf(record), token, label, since: record.time, is_retired: 0 };
      return [{ op: 'upsert', table: 'people_tablets', row }];
    }),
    on(records.tabletRetired, ({ tablet }) => {
      return [{ op: 'upsert', table: 'people_tablets', row: { tablet, is_retired: 1 } }];
    }),
    on(records.consentGiven, ({ person, purpose, by, on: day }) => {
      const row = { person, purpose, by_whom: by, given_on: day, withdrawn_on: null };
      return [{ op: 'upsert', table: 'people_consents', row }];
    }),
    on(records.consentWithdrawn, ({ person, purpose, on: day }) => {
      return [{ op: 'upsert', table: 'people_consents', row: { person, purpose, withdrawn_on: day } }];
    }),
    on(records.personsJoined, ({ kept, joined }) => [{ op: 'upsert', table: 'people_joins', row: { joined, kept } }]),
    on(records.personsParted, ({ joined }) => [{ op: 'delete', table: 'people_joins', key: { joined } }]),
    on(records.personsToldApart, (row) => [{ op: 'insert', table: 'people_apart', row }]),
    on(records.personErased, ({ person }, { time }) => {
      return [{ op: 'insert', table: 'people_erased', row: { person, at: time } }];
    }),
    on(records.erasureDeclined, ({ person }) => {
      return [{ op: 'insert', table: 'people_erasures_declined', row: { person } }];
    }),
    on(records.workHeld, ({ person, kind, at, isCodeRight, sealed }, { via }) => {
      if (!via) return [];
      const row = { ...via, person, kind, at, is_code_right: isCodeRight ? 1 : 0, sealed, state: 'held' };
      return [{ op: 'insert', table: 'people_held', row }];
    }),
    on(records.workReleased, ({ tablet, n, isConfirmed }) => {
      return [{ op: 'upsert', table: 'people_held', row: { tablet, n, state: isConfirmed ? 'confirmed' : 'refused' } }];
    }),
    ...moveEffects,
  ],
};

type GroupBody = Parameters<typeof records.groupSet.draft>[2];

function groupOps(body: GroupBody, school: string): RowOp[] {
  const { group: group_id, subject, grades, teacher, classes = [], with: added, without, year } = body;
  const row = {
    group_id,
    school,
    subject,
    grades: grades.join('+'),
    teacher,
    is_listed: body.isListed ? 1 : 0,
    source: body.source ?? '',
    year,
    is_open: 1,
  };
  const change =
    (isMember: number) =>
    (person: string): RowOp => {
      return { op: 'upsert', table: 'people_group_changes', row: { group_id, person, is_member: isMember } };
    };
  return [
    { op: 'upsert', table: 'people_groups', row },
    { op: 'delete', table: 'people_group_changes', key: { group_id } },
    { op: 'delete', table: 'people_group_classes', key: { group_id } },
    ...classes.map(({ grade, letter }): RowOp => ({
      op: 'insert',
      table: 'people_group_classes',
      row: { group_id, grade, letter },
    })),
    ...added.map(change(1)),
    ...without.map(change(0)),
  ];
}
