import type { Table } from '#log/projection.ts';

const place = { grade: 'int', letter: 'text', medium: 'text' } as const;

/** What `people` derives from its records. A column `school` says whose row it is, so that the region can tell them apart. */
export const peopleTables: readonly Table[] = [
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
    indexes: [['person'], ['school']],
  },
  {
    name: 'people_enrolments',
    columns: {
      enrolment: 'text',
      person: 'text',
      school: 'text',
      ...place,
      year: 'int',
      since: 'text',
      until: 'text?',
      reason: 'text',
      /** The moving up that opened it, and the one that ended it. */
      begun_by: 'text',
      ended_by: 'text',
    },
    key: ['enrolment'],
    indexes: [['person'], ['school', 'grade']],
  },
  {
    name: 'people_posts',
    columns: { person: 'text', role: 'text', school: 'text', district: 'text', class: 'text' },
    key: ['person', 'role', 'school'],
    indexes: [['school'], ['person']],
  },
  { name: 'people_children', columns: { parent: 'text', child: 'text' }, key: ['parent', 'child'], indexes: [['child']] },
  {
    name: 'people_groups',
    columns: {
      group_id: 'text',
      school: 'text',
      subject: 'text',
      grades: 'text',
      teacher: 'text',
      is_listed: 'int',
      source: 'text',
      year: 'int',
      is_open: 'int',
    },
    key: ['group_id'],
    indexes: [['teacher'], ['school']],
  },
  /** Where a group is only some classes of its grades: those. */
  { name: 'people_group_classes', columns: { group_id: 'text', grade: 'int', letter: 'text' }, key: ['group_id', 'grade', 'letter'] },
  {
    name: 'people_group_changes',
    columns: { group_id: 'text', person: 'text', is_member: 'int' },
    key: ['group_id', 'person'],
    indexes: [['person']],
  },
  { name: 'people_credential_keys', columns: { key_id: 'text', sealed: 'blob', set_at: 'int' }, key: ['key_id'] },
  {
    name: 'people_credentials',
    columns: { person: 'text', kind: 'text', key_id: 'text', sealed: 'blob', n: 'int' },
    key: ['person'],
    indexes: [['person'], ['kind']],
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
  { name: 'people_joins', columns: { joined: 'text', kept: 'text' }, key: ['joined'], indexes: [['joined'], ['kept']] },
  { name: 'people_erased', columns: { person: 'text', at: 'int' }, key: ['person'], indexes: [['person']] },
  {
    name: 'people_held',
    columns: { tablet: 'text', n: 'int', person: 'text', kind: 'text', at: 'int', is_code_right: 'int', sealed: 'blob', state: 'text' },
    key: ['tablet', 'n'],
    indexes: [['state']],
  },
  {
    name: 'people_moves',
    columns: { move: 'text', school: 'text', year: 'int', at: 'int', day: 'text', opened: 'text', closed: 'text', is_undone: 'int' },
    key: ['move'],
  },
  /** In the scope of the school that asks. */
  {
    name: 'people_transfer_asks',
    columns: { transfer: 'text', school: 'text', wanted: 'text', name: 'blob', birth: 'blob', from_school: 'text', ...place, day: 'text', at: 'int', is_withdrawn: 'int' },
    key: ['transfer'],
  },
  /** In the scope of the old school: by the region. */
  {
    name: 'people_leave_asks',
    columns: { transfer: 'text', school: 'text', person: 'text', to_school: 'text', day: 'text', is_decided: 'int', at: 'int' },
    key: ['transfer'],
  },
  /** In the scope of the old school: by its own node. */
  {
    name: 'people_leave_answers',
    columns: { transfer: 'text', is_accepted: 'int', reason: 'text', at: 'int' },
    key: ['transfer'],
  },
  /** In the scope of the new school: what the region did about it. `opened_at` is 0 until it opened an enrolment. */
  {
    name: 'people_transfers',
    columns: {
      transfer: 'text',
      school: 'text',
      person: 'text',
      name: 'blob',
      birth: 'blob?',
      language: 'text',
      picture: 'text',
      from_school: 'text',
      ...place,
      year: 'int',
      day: 'text',
      enrolment: 'text',
      refused: 'text',
      passed_at: 'int',
      opened_at: 'int',
      refused_at: 'int',
    },
    key: ['transfer'],
    indexes: [['person'], ['school']],
  },
];
