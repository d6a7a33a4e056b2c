import { schoolOfScope } from '#kernel/ids.ts';
import { on, type Effect, type RowOp, type Table } from '#log/projection.ts';
import {
  attended,
  helpAsked,
  noted,
  pulse,
  runClosed,
  runLanes,
  runMoved,
  runReady,
  runStarted,
  runSteered,
} from './records-run.ts';

export const runTables: readonly Table[] = [
  {
    name: 'lessons_runs',
    columns: {
      run: 'text',
      school: 'text',
      /** The number under which the device began it. */
      deed: 'text',
      day: 'text',
      slot: 'text',
      plan: 'text',
      version: 'int',
      /** A `Plan` as JSON. */
      content: 'text',
      teacher: 'text',
      started_at: 'int',
      closed_at: 'int',
      is_on_paper: 'int',
    },
    key: ['run'],
    indexes: [['school', 'day'], ['deed']],
  },
  {
    name: 'lessons_run_lanes',
    columns: {
      run: 'text',
      lane: 'text',
      school: 'text',
      group_id: 'text',
      grade: 'int',
      subject: 'text',
      topic: 'text',
      /** Codes, and activities, as JSON. */
      objectives: 'text',
      homework: 'text',
    },
    key: ['run', 'lane'],
    indexes: [['group_id']],
  },
  {
    /** Everything a device said of a run, by its number. `command` is JSON where the engine reads it. */
    name: 'lessons_run_deeds',
    columns: { run: 'text', deed: 'text', at: 'int', command: 'text' },
    key: ['run', 'deed'],
  },
  {
    name: 'lessons_attendance',
    columns: { run: 'text', person: 'text', state: 'text', minutes: 'int?', reason: 'text?', at: 'int' },
    key: ['run', 'person'],
    indexes: [['person']],
  },
  {
    name: 'lessons_notes',
    columns: { run: 'text', deed: 'text', person: 'text', text: 'blob', teacher: 'text', at: 'int' },
    key: ['run', 'deed'],
    indexes: [['person']],
  },
  {
    /** What a pupil said in a run: since when a hand is up, and the phase that they are ready with, from 1. */
    name: 'lessons_run_pupils',
    columns: { run: 'text', person: 'text', hand: 'int', ready: 'int', at: 'int' },
    key: ['run', 'person'],
  },
  {
    name: 'lessons_pulses',
    columns: { run: 'text', tablet: 'text', n: 'int', lane: 'text', a: 'int', b: 'int', c: 'int' },
    key: ['run', 'tablet', 'n'],
  },
];

type Deed = { readonly run: string; readonly deed: string; readonly at: number };

const deedRow = ({ run, deed, at }: Deed, order?: object): RowOp => {
  const command = order ? JSON.stringify({ deed, at, ...order }) : '';
  return { op: 'insert', table: 'lessons_run_deeds', row: { run, deed, at, command } };
};

export const runEffects: readonly Effect[] = [
  on(runStarted, (body, { stream, actor, time }) => {
    const { run, deed, day, slot, plan, content, isOnPaper } = body;
    const school = schoolOfScope(stream.scope) ?? '';
    const row = {
      run,
      school,
      deed,
      day,
      slot: slot ?? '',
      plan: plan?.plan ?? '',
      version: plan?.version ?? 0,
      content: JSON.stringify(content),
      teacher: actor,
      started_at: time,
      is_on_paper: isOnPaper ? 1 : 0,
    };
    return [
      { op: 'upsert', table: 'lessons_runs', row },
      ...content.lanes.map(({ lane, group, grade, subject, topic, objectives, homework }): RowOp => {
        const held = { objectives: JSON.stringify(objectives), homework: JSON.stringify(homework) };
        const place = { run, lane, school, group_id: group, grade, subject, topic };
        return { op: 'upsert', table: 'lessons_run_lanes', row: { ...place, ...held } };
      }),
    ];
  }),
  on(runSteered, (body) => [deedRow(body, body.order)]),
  on(runLanes, (body) => [deedRow(body, body.order)]),
  on(runMoved, (body) => [deedRow(body, { do: 'move', person: body.person, lane: body.lane })]),
  on(attended, (body) => {
    const { run, person, state, minutes, reason, at } = body;
    const row = { run, person, state, minutes: minutes ?? null, reason: reason ?? null, at };
    return [deedRow(body), { op: 'upsert', table: 'lessons_attendance', row }];
  }),
  on(noted, (body, { actor }) => {
    const { run, deed, person, text, at } = body;
    return [
      deedRow(body),
      { op: 'insert', table: 'lessons_notes', row: { run, deed, person, text, teacher: actor, at } },
    ];
  }),
  on(helpAsked, ({ run, person, isRaised }, { time }) => {
    const row = { run, person, hand: isRaised ? time : 0, at: time };
    return [{ op: 'upsert', table: 'lessons_run_pupils', row }];
  }),
  on(runReady, ({ run, phase }, { actor, time }) => {
    return [{ op: 'upsert', table: 'lessons_run_pupils', row: { run, person: actor, ready: phase + 1, at: time } }];
  }),
  on(pulse, ({ run, lane, answers: [a = 0, b = 0, c = 0] }, { via }) => {
    const row = { run, tablet: via?.tablet ?? '', n: via?.n ?? 0, lane, a, b, c };
    return [{ op: 'insert', table: 'lessons_pulses', row }];
  }),
  on(runClosed, (body) => [
    deedRow(body),
    { op: 'upsert', table: 'lessons_runs', row: { run: body.run, closed_at: body.at } },
    ...body.lanes.map(({ lane, topic, homework }): RowOp => {
      const row = { run: body.run, lane, topic, homework: JSON.stringify(homework) };
      return { op: 'upsert', table: 'lessons_run_lanes', row };
    }),
  ]),
];
