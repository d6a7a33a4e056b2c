import { useApp, useSay } from '#web/app.ts';
import { gradesWith, objectiveText, type Pool } from './quiz-data.ts';

/** For which grades of the group; those for which there is nothing to ask are not to be chosen. */
export function Grades({
  pool,
  grades,
  choose,
}: {
  pool: Pool;
  grades: readonly number[];
  choose: (grades: readonly number[]) => void;
}) {
  const say = useSay();
  const able = gradesWith(pool);
  if (pool.grades.length < 2) return null;
  return (
    <fieldset class="quiz-grades">
      <legend>{say('quiz.whom')}</legend>
      {pool.grades.map((grade, n) => (
        <label key={grade}>
          <input
            type="checkbox"
            checked={grades.includes(grade)}
            disabled={!able.includes(grade)}
            onChange={(event) => {
              const isOn = event.currentTarget.checked;
              choose(able.filter((each) => (each === grade ? isOn : grades.includes(each))));
            }}
          />
          {say(able.includes(grade) ? 'quiz.grade' : 'quiz.grade.none', { grade, n: pool.sizes[n] ?? 0 })}
        </label>
      ))}
    </fieldset>
  );
}

/** What it is about: all that the pool has, or some objectives. */
export function Objectives({
  pool,
  grades,
  chosen,
  choose,
}: {
  pool: Pool;
  grades: readonly number[];
  chosen: readonly string[];
  choose: (objectives: readonly string[]) => void;
}) {
  const say = useSay();
  const { language } = useApp();
  const items = pool.items.filter(({ grade }) => grades.includes(grade));
  const codes = pool.objectives.filter(({ code }) => items.some(({ objectives }) => objectives.includes(code)));
  return (
    <details class="quiz-objectives">
      <summary>
        {chosen.length === 0 ? say('quiz.objectives.all') : say('quiz.objectives.some', { n: chosen.length })}
      </summary>
      <fieldset>
        <legend class="spoken">{say('quiz.objectives')}</legend>
        {codes.map(({ code }) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={chosen.includes(code)}
              onChange={(event) => {
                const rest = chosen.filter((each) => each !== code);
                choose(event.currentTarget.checked ? [...rest, code] : rest);
              }}
            />
            <span>
              {code} · {objectiveText(pool, code, language.value)}
              <small class="quiet">
                {say('quiz.objectives.items', {
                  n: items.filter(({ objectives }) => objectives.includes(code)).length,
                })}
              </small>
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}
