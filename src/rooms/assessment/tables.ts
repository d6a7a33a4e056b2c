import type { Table } from '#log/projection.ts';

/** The room's tables. `body` and `places` are JSON that is only read whole; `since`, `until` are days. */
export const assessmentTables: readonly Table[] = [
  { name: 'assessment_monitored', columns: { year: 'int', body: 'text' }, key: ['year'] },
  {
    name: 'assessment_studies',
    columns: { study: 'text', year: 'int', time_point: 'text', since: 'text', until: 'text' },
    key: ['study'],
  },
  {
    name: 'assessment_windows',
    columns: { study: 'text', school: 'text', since: 'text', until: 'text' },
    key: ['study', 'school'],
  },
  { name: 'assessment_compared', columns: { school: 'text', is_compared: 'int', place: 'text' }, key: ['school'] },
  { name: 'assessment_blueprints', columns: { year: 'int', cell: 'text', body: 'text' }, key: ['year', 'cell'] },
  {
    name: 'assessment_forms',
    columns: {
      form: 'text',
      study: 'text',
      cell: 'text',
      time_point: 'text',
      booklet: 'text',
      minutes: 'int',
      places: 'text',
    },
    key: ['form'],
    indexes: [['study', 'cell']],
  },
  {
    name: 'assessment_sealed',
    columns: {
      form: 'text',
      study: 'text',
      cell: 'text',
      time_point: 'text',
      booklet: 'text',
      minutes: 'int',
      items: 'int',
      languages: 'text',
      file: 'text',
      bytes: 'int',
      keys_file: 'text',
      keys_bytes: 'int',
      at: 'int',
    },
    key: ['form'],
    indexes: [['study']],
  },
  { name: 'assessment_withdrawn', columns: { form: 'text', at: 'int' }, key: ['form'] },
  /** Only at the region: what opens its forms. */
  {
    name: 'assessment_secrets',
    columns: { form: 'text', key: 'blob', keys_key: 'blob', codes: 'blob' },
    key: ['form'],
  },
  {
    name: 'assessment_wraps',
    columns: { form: 'text', school: 'text', salt: 'blob', sealed: 'blob', memory: 'int', passes: 'int' },
    key: ['form', 'school'],
  },
  {
    name: 'assessment_opened',
    /** `school`: who has opened it by a code; empty where the region opened it for all. */
    columns: { form: 'text', school: 'text', key: 'blob', places: 'text', at: 'int' },
    key: ['form', 'school'],
  },
  { name: 'assessment_keys_opened', columns: { form: 'text', key: 'blob', at: 'int' }, key: ['form'] },
  { name: 'assessment_arrived', columns: { form: 'text', school: 'text', at: 'int' }, key: ['form', 'school'] },
  {
    name: 'assessment_codes_shown',
    columns: { study: 'text', school: 'text', n: 'int', how: 'text', by_whom: 'text', at: 'int' },
    key: ['study', 'school', 'n'],
  },
  { name: 'assessment_untaught', columns: { year: 'int', school: 'text', cells: 'text' }, key: ['year', 'school'] },
  {
    name: 'assessment_days',
    columns: { study: 'text', school: 'text', grade: 'int', cell: 'text', day: 'text' },
    key: ['study', 'school', 'grade', 'cell'],
  },
  {
    name: 'assessment_seats',
    columns: {
      study: 'text',
      school: 'text',
      grade: 'int',
      person: 'text',
      cell: 'text',
      form: 'text',
      is_joined: 'int',
    },
    key: ['study', 'school', 'grade', 'person', 'cell'],
  },
];
