import { useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import type { Activity } from '../plan/plan.ts';
import type { After, AfterLane } from './run-after.tsx';
import { activityText } from './run-data.ts';
import { laneName } from './run-say.ts';

type Draft = {
  readonly lane: string;
  readonly topic: string;
  readonly homework: readonly Activity[];
  readonly text: string;
};

/** How long homework in words is taken to last; the plan says it of its own. */
const homeworkMinutes = 15;

/** What each lane's lesson was, and what is to be done at home; then it is a column of the journal. */
export function RunClose({ value, close }: { value: After; close: (lanes: readonly object[]) => void }) {
  const say = useSay();
  const { language } = useApp();
  const [drafts, setDrafts] = useState<readonly Draft[]>(value.lanes.map(draftOf));
  const change = (lane: string, more: Partial<Draft>): void => {
    setDrafts(drafts.map((each) => (each.lane === lane ? { ...each, ...more } : each)));
  };
  const hasSubjects = new Set(value.lanes.map((each) => each.subject)).size > 1;
  return (
    <form
      class="run-close no-print"
      onSubmit={(event) => {
        event.preventDefault();
        close(drafts.map(({ lane, topic, homework, text }) => ({ lane, topic, homework: withText(homework, text) })));
      }}
    >
      {value.lanes.map((lane, n) => {
        const draft = drafts[n] ?? draftOf(lane);
        return (
          <fieldset key={lane.lane} class="sheet">
            <legend>{laneName(say, lane, hasSubjects)}</legend>
            <label class="field">
              <span>{say('lessons.run.topic')}</span>
              <input
                class="input"
                maxLength={200}
                value={draft.topic}
                onInput={(event) => change(lane.lane, { topic: event.currentTarget.value })}
              />
            </label>
            {draft.homework.length > 0 && (
              <ul class="run-list">
                {draft.homework.map((each, place) => (
                  <li key={place} class="run-row">
                    <span>{activityText(each, value.titles, language.value)}</span>
                    <button
                      type="button"
                      class="button bare"
                      onClick={() => change(lane.lane, { homework: draft.homework.filter((_, at) => at !== place) })}
                    >
                      {say('lessons.run.homework.remove')}
                    </button>
                  </li>
                ))}
              </ul>
            )}
            <label class="field">
              <span>{say('lessons.run.homework.add')}</span>
              <input
                class="input"
                maxLength={300}
                value={draft.text}
                onInput={(event) => change(lane.lane, { text: event.currentTarget.value })}
              />
            </label>
          </fieldset>
        );
      })}
      <button type="submit" class="button main large">
        {say('lessons.run.close.send')}
      </button>
    </form>
  );
}

function draftOf({ lane, topic, homework }: AfterLane): Draft {
  return { lane, topic, homework, text: '' };
}

function withText(homework: readonly Activity[], text: string): readonly Activity[] {
  const said = text.trim();
  return said ? [...homework.slice(0, 5), { kind: 'task', text: said, minutes: homeworkMinutes }] : homework;
}
