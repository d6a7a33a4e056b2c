import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Projection, type Row } from '#log/projection.ts';
import type { LogRecord } from '#log/record.ts';
import * as records from './records.ts';

/** The school in whose scope a record stands; empty for the region's. */
function schoolOf(record: LogRecord): string {
  return schoolOfScope(record.stream.scope) ?? '';
}

/** Only what a body names is set: an absent field leaves its column. */
function given(row: Readonly<Record<string, Row[string] | undefined>>): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row;
}

export const peopleProjection: Projection = {
  name: 'people',
  version: 1,
  tables: [
    {
      name: 'people_schools',
      columns: {
        school: 'text',
        name_kk: 'text',
        name_ru: 'text',
        name_en: 'text',
        kato: 'text',
        district_kk: 'text',
        district_ru: 'text',
        district_en: 'text',
        kind: 'text',
        medium: 'text',
        is_invented: 'int',
      },
      key: ['school'],
    },
    {
      name: 'people_relations',
      columns: { school: 'text', other: 'text', relation: 'text', since: 'text', until: 'text?' },
      key: ['school', 'other', 'relation'],
    },
    {
      name: 'people_persons',
      columns: {
        person: 'text',
        school: 'text',
        name: 'blob',
        birth: 'blob?',
        source: 'text?',
        language: 'text',
        picture: 'text',
      },
      key: ['person'],
      indexes: [['school']],
    },
    {
      name: 'people_enrolments',
      columns: {
        enrolment: 'text',
        person: 'text',
        school: 'text',
        grade: 'int',
        letter: 'text',
        medium: 'text',
        year: 'int',
        since: 'text',
        until: 'text?',
        reason: 'text',
      },
      key: ['enrolment'],
      indexes: [['person'], ['school', 'grade']],
    },
    {
      name: 'people_posts',
      columns: { person: 'text', role: 'text', school: 'text', district: 'text', class: 'text' },
      key: ['person', 'role', 'school'],
      indexes: [['school']],
    },
    { name: 'people_children', columns: { parent: 'text', child: 'text' }, key: ['parent', 'child'] },
    {
      name: 'people_groups',
      columns: { group_id: 'text', school: 'text', subject: 'text', grades: 'text', teacher: 'text', letter: 'text', year: 'int', is_open: 'int' },
      key: ['group_id'],
      indexes: [['teacher'], ['school']],
    },
    {
      name: 'people_group_changes',
      columns: { group_id: 'text', person: 'text', is_member: 'int' },
      key: ['group_id', 'person'],
      indexes: [['person']],
    },
    { name: 'people_credential_keys', columns: { key_id: 'text', sealed: 'blob' }, key: ['key_id'] },
    {
      name: 'people_credentials',
      columns: { person: 'text', kind: 'text', key_id: 'text', sealed: 'blob', set_at: 'int' },
      key: ['person'],
    },
    {
      name: 'people_tablets',
      columns: { tablet: 'text', school: 'text', token: 'blob', label: 'text', since: 'int', is_retired: 'int' },
      key: ['tablet'],
      indexes: [['token']],
    },
    {
      name: 'people_consents',
      columns: { person: 'text', purpose: 'text', by_whom: 'blob', given_on: 'text', withdrawn_on: 'text?' },
      key: ['person', 'purpose'],
    },
    { name: 'people_joins', columns: { joined: 'text', kept: 'text' }, key: ['joined'], indexes: [['kept']] },
    { name: 'people_erased', columns: { person: 'text', at: 'int' }, key: ['person'] },
    {
      name: 'people_held',
      columns: { tablet: 'text', n: 'int', person: 'text', kind: 'text', at: 'int', is_code_right: 'int', sealed: 'blob', state: 'text' },
      key: ['tablet', 'n'],
    },
  ],
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
      const row = { person, school: schoolOf(record), name, birth: birth ?? null, source: source ?? null, language, picture };
      return [{ op: 'upsert', table: 'people_persons', row }];
    }),
    on(records.personChanged, (body) => [{ op: 'upsert', table: 'people_persons', row: given(body) }]),
    on(records.enrolled, ({ from, ...body }) => {
      return [{ op: 'upsert', table: 'people_enrolments', row: { ...body, since: from, until: null, reason: '' } }];
    }),
    on(records.enrolmentEnded, ({ enrolment, on: until, reason }) => {
      return [{ op: 'upsert', table: 'people_enrolments', row: { enrolment, until, reason } }];
    }),
    on(records.posted, ({ person, role, school, district, class: name }) => {
      const row = { person, role, school: school ?? '', district: district ?? '', class: name ?? '' };
      return [{ op: 'upsert', table: 'people_posts', row }];
    }),
    on(records.postEnded, ({ person, role, school }) => {
      return [{ op: 'delete', table: 'people_posts', key: { person, role, school: school ?? '' } }];
    }),
    on(records.parentLinked, (row) => [{ op: 'insert', table: 'people_children', row }]),
    on(records.groupSet, ({ group, subject, grades, teacher, letter, with: added, without, year }, record) => {
      const row = {
        group_id: group,
        school: schoolOf(record),
        subject,
        grades: grades.join('+'),
        teacher,
        letter: letter ?? '',
        year,
        is_open: 1,
      };
      const change = (isMember: number) => (person: string) =>
        ({ op: 'upsert', table: 'people_group_changes', row: { group_id: group, person, is_member: isMember } }) as const;
      return [
        { op: 'upsert', table: 'people_groups', row },
        { op: 'delete', table: 'people_group_changes', key: { group_id: group } },
        ...added.map(change(1)),
        ...without.map(change(0)),
      ];
    }),
    on(records.groupClosed, ({ group }) => {
      return [{ op: 'upsert', table: 'people_groups', row: { group_id: group, is_open: 0 } }];
    }),
    on(records.credentialKeySet, ({ key, sealed }) => {
      return [{ op: 'insert', table: 'people_credential_keys', row: { key_id: key, sealed } }];
    }),
    on(records.credentialSet, ({ person, kind, key, sealed }, { time }) => {
      return [{ op: 'upsert', table: 'people_credentials', row: { person, kind, key_id: key, sealed, set_at: time } }];
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
    on(records.personErased, ({ person }, { time }) => {
      return [{ op: 'insert', table: 'people_erased', row: { person, at: time } }];
    }),
    on(records.workHeld, ({ person, kind, at, isCodeRight, sealed }, { via }) => {
      if (!via) return [];
      const row = { ...via, person, kind, at, is_code_right: isCodeRight ? 1 : 0, sealed, state: 'held' };
      return [{ op: 'insert', table: 'people_held', row }];
    }),
    on(records.workReleased, ({ tablet, from, to, isConfirmed }) => {
      const state = isConfirmed ? 'confirmed' : 'refused';
      return Array.from({ length: Math.min(to - from + 1, 500) }, (_, i) => {
        return { op: 'upsert', table: 'people_held', row: { tablet, n: from + i, state } } as const;
      });
    }),
  ],
};
