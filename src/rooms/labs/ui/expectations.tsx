import { useEffect, useState } from 'preact/hooks';
import type { Say } from '#web/words.ts';
import { findLab } from '../labs/find-lab.ts';
import type { LabTask } from '../model/lab.ts';
import { directions } from '../model/notebook.ts';
import type { ListedWork } from '../routes-teach.ts';
import { useLabSay } from './teach-say.ts';

/** What a class expected of each task before it measured: a misconception of several is worth a word to all. */
export function Expectations({ works, web }: { works: readonly ListedWork[]; web: Say }) {
  const expected = works.filter(({ expects }) => expects !== null);
  const tasks = Object.entries(Object.groupBy(expected, ({ lab, task }) => `${lab}/${task}`));
  if (tasks.length === 0) return null;
  return (
    <section class="sheet">
      <h2>{web('labs.expect')}</h2>
      {tasks.map(([place, all = []]) => (
        <OfTask key={place} works={all} web={web} />
      ))}
    </section>
  );
}

function OfTask({ works, web }: { works: readonly ListedWork[]; web: Say }) {
  const { lab = '', task: name = '' } = works[0] ?? {};
  const say = useLabSay(lab);
  const [task, setTask] = useState<LabTask>();
  useEffect(() => {
    void findLab(lab)
      ?.load()
      .then(
        (spec) => setTask(spec.tasks.find((each) => each.task === name)),
        () => undefined,
      );
  }, [lab, name]);
  if (!task) return null;
  const named = { x: say(`labs.${lab}.q.${task.factor}`), y: say(`labs.${lab}.q.${task.outcome}`) };
  return (
    <>
      <h3>{say(`labs.${lab}.task.${name}`)}</h3>
      <ul class="lab-why">
        {directions.flatMap((direction) => {
          const those = works.filter(({ expects }) => expects === direction);
          const isSo = direction === task.direction;
          return those.length === 0
            ? []
            : [
                <li key={direction}>
                  <b>{those.length}</b> · {say(`labs.claim.${direction}`, named)}{' '}
                  {/* Where each pupil's bench may show it one way or the other, no expectation is the wrong one. */}
                  {!task.isEitherWay && (
                    <span class={isSo ? 'good' : 'wrong'}>
                      {isSo ? '✓' : '✗'} {web(isSo ? 'labs.expect.so' : 'labs.expect.not')}{' '}
                    </span>
                  )}
                  <span class="quiet small">{those.map((each) => each.name).join('; ')}</span>
                </li>,
              ];
        })}
      </ul>
    </>
  );
}
