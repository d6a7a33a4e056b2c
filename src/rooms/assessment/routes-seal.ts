import { Hono } from 'hono';
import { z } from 'zod/mini';
import { regionScope, type SchoolId } from '#kernel/ids.ts';
import type { Text } from '#kernel/language.ts';
import { language } from '#kernel/schema.ts';
import type { Instant } from '#kernel/time.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Post } from '#http/who.ts';
import { dayOf, findSchool, selectSchools } from '#people/index.ts';
import { assertRegion, must } from './access.ts';
import { digitsOf, wordsOf } from './model/code.ts';
import type { TimePoint } from './model/form.ts';
import { openForAll } from './opening-days.ts';
import { allow } from './permissions.ts';
import { printCodes } from './print/codes.ts';
import {
  findDrawn,
  findSealed,
  findSecrets,
  findStudy,
  selectSealed,
  selectWindows,
  type SealedHead,
  type Study,
} from './queries.ts';
import { codesShown, designScope, formDropped, formWithdrawn } from './records.ts';
import { seal, wrapFor } from './seal-form.ts';
import { codeFor } from './sealing.ts';

/** How far the forms of a study have come. */
export type StudyAnswer = {
  readonly today: string;
  readonly study: Study;
  readonly forms: readonly (SealedHead & {
    readonly isOpened: boolean;
    readonly areKeysOpened: boolean;
    readonly at: Instant;
  })[];
  readonly schools: readonly {
    readonly school: SchoolId;
    readonly names: Text;
    readonly district: Text;
    readonly from: string;
    readonly to: string;
    readonly hasOwnDays: boolean;
    /** Forms whose files have arrived there, and those that were opened there by a code. */
    readonly arrived: number;
    readonly opened: number;
  }[];
};

/** The codes of a school, for the telephone. */
export type CodesAnswer = {
  readonly school: SchoolId;
  readonly names: Text;
  readonly codes: readonly {
    readonly form: string;
    readonly cell: string;
    readonly timePoint: TimePoint;
    readonly booklet: string;
    readonly digits: readonly string[];
    readonly kk: readonly string[];
    readonly ru: readonly string[];
  }[];
};

const printQuery = z.object({ lang: language });

/** Sealing, sending, codes and opening, at the region. */
export function sealRoutes(house: House) {
  return new Hono<Env>()
    .post('/forms/:form/seal', allow('assessment.seal'), async (context) => {
      assertRegion(house);
      const form = await findDrawn(house.log.read, context.req.param('form'));
      if (!form) throw refused('assessment.no-such-form', 404);
      must(await seal(house, form, personOf(context).person));
      return context.json({ done: true });
    })
    .post('/forms/:form/open', allow('assessment.seal'), async (context) => {
      assertRegion(house);
      must(await openForAll(house, context.req.param('form'), personOf(context).person));
      return context.json({ done: true });
    })
    .delete('/forms/:form', allow('assessment.seal'), async (context) => {
      assertRegion(house);
      const { read } = house.log;
      const form = context.req.param('form');
      if (!(await findDrawn(read, form))) throw refused('assessment.no-such-form', 404);
      const { person } = personOf(context);
      const isSent = (await findSealed(read, form)) !== undefined;
      const dropped = formDropped.draft(designScope, person, { form });
      const records = isSent ? [formWithdrawn.draft(regionScope, person, { form }), dropped] : [dropped];
      await house.log.write(() => ({ records, answer: undefined }));
      return context.json({ done: true });
    })
    .get('/studies/:study', allow('assessment.see'), async (context) => {
      assertRegion(house);
      const { posts } = personOf(context);
      return context.json(await studyAnswer(house, context.req.param('study'), posts));
    })
    .post('/studies/:study/codes/:school', allow('assessment.seal'), async (context) => {
      const { study, school } = context.req.param();
      return context.json(await codesAnswer(house, { study, school, how: 'screen', actor: personOf(context).person }));
    })
    .get(
      '/studies/:study/codes/:school/print',
      allow('assessment.seal'),
      input('query', printQuery),
      async (context) => {
        const { study, school } = context.req.param();
        const codes = await codesAnswer(house, { study, school, how: 'paper', actor: personOf(context).person });
        const { lang } = context.req.valid('query');
        const paper = { lang, school: await findSchool(house.log.read, codes.school), today: dayOf(house.clock.now()) };
        const pdf = await printCodes(paper, codes);
        return context.body(pdf, 200, { 'content-type': 'application/pdf', 'cache-control': 'no-store' });
      },
    );
}

async function studyOr404(house: House, id: string): Promise<Study> {
  const study = await findStudy(house.log.read, id);
  if (!study) throw refused('assessment.no-such-study', 404);
  return study;
}

/** ASM-41: a methodist sees the schools of the own districts, a coordinator all. */
function isSeen(posts: readonly Post[], district: string): boolean {
  return posts.some((post) => post.role === 'coordinator' || (post.role === 'methodist' && post.district === district));
}

async function studyAnswer(house: House, id: string, posts: readonly Post[]): Promise<StudyAnswer> {
  const { read } = house.log;
  const study = await studyOr404(house, id);
  const heads = await selectSealed(read, study.study);
  const formIds = new Set(heads.map(({ form }) => form));
  type Row = { readonly form: string; readonly school: SchoolId };
  const arrived = await read.all<Row>('select distinct form, school from assessment_arrived');
  const opened = await read.all<Row>('select distinct form, school from assessment_opened');
  const keys = new Set(
    (await read.all<{ form: string }>('select form from assessment_keys_opened')).map(({ form }) => form),
  );
  const sealedAt = new Map(
    (await read.all<{ form: string; at: number }>('select form, at from assessment_sealed')).map(({ form, at }) => [
      form,
      at,
    ]),
  );
  const windows = new Map((await selectWindows(read, study.study)).map((window) => [window.school, window]));
  const count = (rows: readonly Row[], school: SchoolId): number =>
    rows.filter((row) => row.school === school && formIds.has(row.form)).length;
  return {
    today: dayOf(house.clock.now()),
    study,
    forms: heads.map((head) => ({
      ...head,
      isOpened: opened.some(({ form, school }) => form === head.form && (school as string) === ''),
      areKeysOpened: keys.has(head.form),
      at: (sealedAt.get(head.form) ?? 0) as Instant,
    })),
    schools: (await selectSchools(read))
      .filter(({ district }) => isSeen(posts, district.kk))
      .map(({ school, names, district }) => {
        const { from, to } = windows.get(school) ?? study;
        const hasOwnDays = windows.has(school);
        return {
          school,
          names,
          district,
          from,
          to,
          hasOwnDays,
          arrived: count(arrived, school),
          opened: count(opened, school),
        };
      }),
  };
}

type Asked = {
  readonly study: string;
  readonly school: string;
  readonly how: 'screen' | 'paper';
  readonly actor: string;
};

/** Who saw a school's codes is a record; a school that was registered after the sealing gets its wraps now. */
async function codesAnswer(house: House, { study, school: asked, how, actor }: Asked): Promise<CodesAnswer> {
  assertRegion(house);
  const { read } = house.log;
  await studyOr404(house, study);
  const school = await findSchool(read, asked as SchoolId);
  if (!school) throw refused('assessment.no-such-school', 404);
  const codes: CodesAnswer['codes'][number][] = [];
  for (const { form, cell, timePoint, booklet } of await selectSealed(read, study)) {
    await wrapFor(house, form, actor, [school.school]);
    const secrets = await findSecrets(read, form);
    if (!secrets) continue;
    const code = codeFor(secrets.codes, form, school.school);
    codes.push({
      form,
      cell,
      timePoint,
      booklet,
      digits: digitsOf(code),
      kk: wordsOf(code, 'kk'),
      ru: wordsOf(code, 'ru'),
    });
  }
  const shown = codesShown.draft(designScope, actor, { study, school: school.school, how });
  await house.log.write(() => ({ records: [shown], answer: undefined }));
  return { school: school.school, names: school.names, codes };
}
