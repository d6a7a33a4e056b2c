import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formsByMonth } from './forms-year.ts';
import { yearPlan, type YearLesson } from './year-plan.ts';

describe('forms of work over the year', () => {
  it('LES-57: counts minutes by month, and shows what pupils said only where enough of them did', () => {
    const lessons = [
      { day: '2026-09-02', total: 40, forms: { drill: 30, discussion: 10 } },
      { day: '2026-09-09', total: 40, forms: { game: 20, drill: 20 } },
      { day: '2026-10-01', total: 45, forms: { drill: 45 } },
    ] as const;
    const said = Array.from({ length: 5 }, () => ({ day: '2026-09-02', liked: 2, understood: 1, again: 0 }));
    const few = said.slice(0, 4).map((each) => ({ ...each, day: '2026-10-01' }));
    assert.deepEqual(formsByMonth(lessons, [...said, ...few]), [
      {
        month: '2026-09',
        lessons: 2,
        total: 80,
        minutes: { drill: 50, discussion: 10, game: 20 },
        pulse: { answers: 5, liked: 10, understood: 5, again: 0 },
      },
      { month: '2026-10', lessons: 1, total: 45, minutes: { drill: 45 }, pulse: undefined },
    ]);
  });
});

describe('a year of one subject', () => {
  it('LES-56: keeps what was planned, proposes what the shelf has next, and invents nothing', () => {
    const lessons = ['2026-09-01', '2026-09-03', '2026-09-05', '2026-09-08'].map((day): YearLesson => {
      return { day, slot: 's', quarter: 1 };
    });
    const shelf = [
      { topic: 'A', objectives: ['5.1.1.1'] },
      { topic: 'B', objectives: ['5.1.1.2'] },
    ];
    const planned = ({ day }: YearLesson) =>
      day === '2026-09-03' ? { topic: 'A', objectives: ['5.1.1.1'] } : undefined;
    const rows = yearPlan({ lessons, planned, shelf, objectives: ['5.1.1.1', '5.1.1.2', '5.1.1.3'] });
    assert.deepEqual(
      rows.map(({ number, topic, objectives, by }) => [number, topic, objectives.join(), by]),
      [
        [1, 'B', '5.1.1.2', 'proposed'],
        [2, 'A', '5.1.1.1', 'plan'],
        [3, '', '5.1.1.3', 'proposed'],
        [4, '', '', 'empty'],
      ],
    );
  });
});
