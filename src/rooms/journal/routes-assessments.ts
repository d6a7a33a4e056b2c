import { nameOf } from '#people/index.ts';
import { Hono } from 'hono';
import { z } from 'zod/mini';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { calendarDay, grade } from '#kernel/schema.ts';
import { assessmentOf, groupOf, schoolHere, thisYear, todayOf } from './access.ts';
import { cellKey, groupJournal, type GroupJournal } from './group-journal.ts';
import { analysisOf, type Written } from './model/analysis.ts';
import { inForce, schemes } from './model/formula.ts';
import { allow } from './permissions.ts';
import { findAnalysis, type AssessmentRow } from './queries.ts';
import { analysisWritten, assessmentDropped, descriptorBody, pointsWord, schemeSet } from './records.ts';
import { analysisForms } from './rules.ts';
import { sayAssessed, setAssessment } from './say-assessed.ts';

const id = z.string().check(z.maxLength(40));
const words = z.string().check(z.maxLength(2000));
const wanted = z.object({
  assessment: z.optional(id),
  year: z.optional(z.int()),
  grade,
  kind: z.enum(['section', 'quarter']),
  day: calendarDay,
  title: z.string().check(z.maxLength(120)),
  descriptors: z.array(descriptorBody).check(z.minLength(1), z.maxLength(20)),
});
const rows = z.object({
  rows: z
    .array(
      z.object({
        person: id,
        state: z.enum(['done', 'owed', 'freed']),
        points: z.array(pointsWord).check(z.maxLength(20)),
        why: z.optional(z.string().check(z.maxLength(500))),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
});
const scheme = z.object({ grade, scheme: z.enum(schemes), year: z.optional(z.int()) });
/** What the form leaves to the teacher. */
export const analysisWords = z.object({ difficulties: words, causes: words, work: words });
export type AnalysisWords = z.infer<typeof analysisWords>;

/** Summative assessments: what is asked for, what pupils have, and the analysis. */
export function assessmentRoutes(house: House) {
  return new Hono<Env>()
    .post('/groups/:group/assessments', allow('journal.keep'), input('json', wanted), async (context) => {
      const who = personOf(context);
      const group = await groupOf(house, who, context.req.param('group'));
      const { year = thisYear(house), ...of } = context.req.valid('json');
      const decided = await house.log.write(async (on) => {
        const journal = await groupJournal(on, group, year);
        const set = setAssessment(on, house, journal, who.person, of);
        return { records: set.ok ? [set.value.draft] : [], answer: set };
      });
      if (!decided.ok) throw refused(decided.error.key, decided.error.status, decided.error.values);
      return context.json({ assessment: decided.value.assessment });
    })
    .delete('/assessments/:assessment', allow('journal.keep'), async (context) => {
      const who = personOf(context);
      const { assessment } = await assessmentOf(house, who, context.req.param('assessment'));
      const draft = assessmentDropped.draft(schoolHere(house).scope, who.person, { assessment: assessment.assessment });
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    })
    .post('/assessments/:assessment/points', allow('journal.keep'), input('json', rows), async (context) => {
      const who = personOf(context);
      const { assessment, group } = await assessmentOf(house, who, context.req.param('assessment'));
      const refusal = await house.log.write(async (on) => {
        const journal = await groupJournal(on, group, assessment.year);
        const said = sayAssessed(on, house, journal, assessment, who.person, context.req.valid('json').rows);
        return said.ok ? { records: said.value, answer: undefined } : { records: [], answer: said.error };
      });
      if (refusal) throw refused(refusal.key, refusal.status, refusal.values);
      return context.json({ done: true });
    })
    .post('/groups/:group/scheme', allow('journal.keep'), input('json', scheme), async (context) => {
      const who = personOf(context);
      const group = await groupOf(house, who, context.req.param('group'));
      const { grade: of, scheme: chosen, year = thisYear(house) } = context.req.valid('json');
      if (!group.grades.includes(of)) throw refused('journal.no-such-grade', 422, { grade: of });
      const body = { group: group.group, grade: of, year, scheme: chosen };
      const draft = schemeSet.draft(schoolHere(house).scope, who.person, body);
      await house.log.write(() => ({ records: [draft], answer: undefined }));
      return context.json({ done: true });
    })
    .get('/assessments/:assessment', allow('journal.keep'), async (context) => {
      const { assessment, group } = await assessmentOf(house, personOf(context), context.req.param('assessment'));
      const journal = await groupJournal(house.log.read, group, assessment.year);
      return context.json(await shownAnalysis(house, journal, assessment));
    })
    .post('/assessments/:assessment/analysis', allow('journal.keep'), input('json', analysisWords), async (context) => {
      const who = personOf(context);
      const { assessment } = await assessmentOf(house, who, context.req.param('assessment'));
      const { scope } = schoolHere(house);
      await house.log.write((on) => {
        const sealed = on.seal(who.person, scope, JSON.stringify(context.req.valid('json')));
        const body = { assessment: assessment.assessment, by: who.person, words: sealed };
        return { records: [analysisWritten.draft(scope, who.person, body)], answer: undefined };
      });
      return context.json({ done: true });
    });
}

/** JRN-7: the analysis of one assessment: its figures, and what the teacher wrote. */
export async function shownAnalysis(house: House, journal: GroupJournal, assessment: AssessmentRow) {
  const pupils = journal.members.filter(({ grade: of }) => of === assessment.grade);
  const names = new Map(pupils.map((pupil) => [pupil.person as string, nameOf(house, pupil)]));
  const written = pupils.flatMap(({ person }): Written[] => {
    const row = journal.assessed.get(cellKey(assessment.assessment, person));
    return row?.state === 'done' ? [{ person, points: row.points }] : [];
  });
  const form = inForce(analysisForms, assessment.day);
  const found = analysisOf(form, assessment.descriptors, written, pupils.length);
  const kept = await findAnalysis(house.log.read, assessment.assessment);
  const opened = kept && house.log.vault.open(kept.by, kept.words);
  const said = analysisWords.safeParse(opened === undefined ? undefined : JSON.parse(opened));
  const collator = new Intl.Collator('kk');
  const named = (people: readonly string[]): string[] =>
    people.map((person) => names.get(person) ?? '').toSorted(collator.compare);
  const { low, middle, high } = found.levels;
  return {
    ...assessment,
    pupils: pupils
      .map(({ person }) => {
        const row = journal.assessed.get(cellKey(assessment.assessment, person));
        return {
          person,
          name: names.get(person) ?? '',
          state: row?.state ?? ('owed' as const),
          points: row?.points ?? [],
        };
      })
      .toSorted((a, b) => collator.compare(a.name, b.name)),
    group: journal.group.group,
    teacher: journal.group.teacher,
    today: todayOf(house),
    form: { id: form.id, source: form.source, checked: form.checked, reachedFrom: form.reachedFrom },
    analysis: { ...found, levels: { low: named(low), middle: named(middle), high: named(high) } },
    words: said.success ? said.data : { difficulties: '', causes: '', work: '' },
  };
}

export type ShownAnalysis = Awaited<ReturnType<typeof shownAnalysis>>;
