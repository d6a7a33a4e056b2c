import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minute } from '#kernel/time.ts';
import { afterOf, masteredOf, pulseCounts } from './after.ts';
import { spansUntil } from './engine.ts';
import { minimalContent } from './starting.ts';

describe('a lesson afterwards', () => {
  it('LES-82: minutes as they were stand beside those of the plan', () => {
    const lanes = [5, 6].map((grade) => ({ group: 'g' as never, grade, subject: 'mathematics' }));
    const plan = minimalContent(lanes, 20, '…');
    const [shared] = plan.phases[0]?.parts ?? [];
    assert.ok(shared);
    const led = { ...shared, mode: 'teacher-led' as const };
    const alone = { ...shared, mode: 'independent' as const };
    const content = {
      ...plan,
      phases: [
        { minutes: 10, parts: [led, alone] },
        { minutes: 10, parts: [alone, led] },
      ],
    };
    const commands = [
      { deed: 'x-1', at: 4 * minute, do: 'hold' as const, lanes: [{ lane: 'a', phase: 0 }] },
      { deed: 'x-2', at: 7 * minute, do: 'resume' as const, lanes: [{ lane: 'a', phase: 0 }] },
    ];
    const spans = spansUntil({ course: content, startedAt: 0, commands }, 40 * minute);
    const [a, b] = afterOf(content, spans);
    assert.deepEqual(a?.led, { planned: 10 * minute, held: 13 * minute });
    assert.deepEqual(a?.phases[0], { planned: 10 * minute, held: 10 * minute });
    assert.equal(a?.stopped, 3 * minute);
    assert.deepEqual([b?.led.held, b?.waited], [10 * minute, 3 * minute]);
  });

  it('LES-83: mastered is a number of pupils out of those who worked at it', () => {
    const worked = [
      { person: 'a', right: 8, questions: 10 },
      { person: 'b', right: 7, questions: 10 },
      { person: 'c', right: 1, questions: 5 },
      { person: 'c', right: 15, questions: 15 },
    ];
    assert.deepEqual(masteredOf(worked), { mastered: 2, of: 3 });
    assert.deepEqual(masteredOf([]), { mastered: 0, of: 0 });
  });

  it('LES-80: fewer than five answers are not shown', () => {
    const one = { a: 2, b: 1, c: 0 };
    assert.equal(pulseCounts([one, one, one, one]), undefined);
    assert.deepEqual(pulseCounts([one, one, one, one, { a: 0, b: 0, c: 0 }]), [
      [4, 0, 1],
      [0, 4, 1],
      [0, 0, 5],
    ]);
  });
});
