import type { House } from '#http/house.ts';
import { nameOf, shownName } from '#people/index.ts';
import { isMarked } from '#rooms/lessons/index.ts';
import { todayOf, wordsOf } from './access.ts';
import { cellKey, formulaOf, hasChanged, resultsOf, sumOf, type GroupJournal } from './group-journal.ts';
import type { Period } from './model/formula.ts';
import { changeCounts } from './queries.ts';

const collator = new Intl.Collator('kk');

/** The journal of a group as its page shows it: one quarter's lessons, the whole year's results. */
export async function shownJournal(house: House, journal: GroupJournal, quarter: number) {
  const { group, year, quarters } = journal;
  const runs = journal.runs.filter(({ day }) => quarters.quarterOf(day) === quarter);
  const assessments = journal.assessments.filter((each) => each.quarter === quarter);
  const places = [...runs.map(({ run }) => run), ...assessments.map(({ assessment }) => assessment)];
  const changes = await changeCounts(house.log.read, places);
  const formula = formulaOf(journal, `q${quarter}` as Period);
  const { id, quarter: weights, halfYear, formativeMaximum, sectionsInQuarter, source, checked } = formula;
  const pupils = journal.members
    .map(({ person, name, grade, letter }) => ({ person, name: nameOf(house, { person, name }), grade, letter }))
    .toSorted((a, b) => a.grade - b.grade || collator.compare(a.name, b.name));
  return {
    group: group.group,
    subject: group.subject,
    grades: group.grades,
    teacher: await shownName(house, group.teacher),
    year,
    quarter,
    today: todayOf(house),
    quarters: quarters.spans,
    formula: { id, quarter: weights, halfYear, formativeMaximum, sectionsInQuarter, source, checked },
    schemes: group.grades.map((grade) => ({
      grade,
      scheme: journal.schemes.get(grade) ?? ('quarter' as const),
      isMarked: isMarked(grade, quarters.spans[quarter - 1]?.to ?? todayOf(house)),
    })),
    pupils,
    runs: runs.map(({ run, day, isClosed, lanes }) => ({
      run,
      day,
      isClosed,
      lanes: lanes
        .filter((lane) => lane.group === group.group)
        .map(({ grade, topic, objectives }) => ({ grade, topic, objectives })),
    })),
    cells: runs.flatMap(({ run }) =>
      pupils.flatMap(({ person }) => {
        const key = cellKey(run, person);
        const point = journal.points.get(key);
        const there = journal.attended.get(key);
        if (!point && !there) return [];
        return [
          {
            run,
            person,
            points: point?.points ?? null,
            of: point?.of ?? null,
            comment: wordsOf(house, point?.person ?? person, point?.comment),
            isProposed: (point?.proposal ?? '') !== '',
            changes: changes.get(cellKey(run, point?.person ?? person)) ?? (point ? 1 : 0),
            state: there?.state ?? null,
            minutes: there?.minutes ?? null,
            reason: there?.reason ?? null,
          },
        ];
      }),
    ),
    assessments: assessments.map(({ assessment, grade, kind, day, title, descriptors }) => ({
      assessment,
      grade,
      kind,
      day,
      title,
      descriptors,
      max: sumOf(descriptors.map(({ max }) => max)),
    })),
    assessed: assessments.flatMap(({ assessment }) =>
      pupils.flatMap(({ person }) => {
        const row = journal.assessed.get(cellKey(assessment, person));
        if (!row) return [];
        const said = changes.get(cellKey(assessment, row.person)) ?? 1;
        return [{ assessment, person, state: row.state, points: row.points, changes: said }];
      }),
    ),
    results: journal.members.flatMap((pupil) =>
      resultsOf(journal, pupil).map((shown) => ({
        person: pupil.person,
        period: shown.period,
        parts: 'parts' in shown.result ? shown.result.parts : null,
        proposal: shown.result.proposal,
        confirmed: shown.confirmed?.result ?? null,
        hasChanged: hasChanged(shown),
      })),
    ),
  };
}

export type ShownJournal = Awaited<ReturnType<typeof shownJournal>>;
