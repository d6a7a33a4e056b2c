import { useSend } from '#people/ui/office-send.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatDate, formatTime } from '#web/format.ts';
import { Failed } from '#web/parts/message.tsx';
import { Sign } from './board-signs.tsx';

type Held = {
  readonly tablet: string;
  readonly person: string;
  readonly state: 'held' | 'refused';
  readonly entries: number;
  readonly first: number;
  readonly isCodeRight: boolean;
  readonly name: string;
  readonly class: string;
  readonly label: string;
};

/** Work that was begun by name while the server was away: a teacher says whose it was. Nothing of it is thrown away. */
export function TeacherHeld() {
  const say = useSay();
  const { value, failure, again } = useAsk<{ held: readonly Held[] }>('/people/held');
  const waiting = value?.held.filter((each) => each.state === 'held') ?? [];
  const refused = value?.held.filter((each) => each.state === 'refused') ?? [];
  return (
    <section class="teacher-held" aria-labelledby="held">
      <h2 id="held">{say('lessons.tablets.held')}</h2>
      {failure && <Failed failure={failure} again={again} />}
      {value && waiting.length === 0 && <p class="quiet">{say('lessons.tablets.held.none')}</p>}
      {waiting.length > 0 && <p>{say('lessons.tablets.held.what')}</p>}
      <ul>
        {waiting.map((held) => (
          <HeldWork key={`${held.tablet}/${held.person}`} held={held} changed={again} />
        ))}
      </ul>
      {refused.length > 0 && (
        <details>
          <summary>{say('lessons.tablets.held.refused')}</summary>
          <ul>
            {refused.map((held) => (
              <HeldWork key={`${held.tablet}/${held.person}`} held={held} changed={again} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function HeldWork({ held, changed }: { held: Held; changed: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const { tablet, person, name, entries, first, label, isCodeRight, state } = held;
  const settle = async (how: 'confirm' | 'refuse'): Promise<void> => {
    if (await send(api.post(`/people/held/${how}`, { tablet, person }))) changed();
  };
  const from = `${formatDate(language.value, first)}, ${formatTime(first)}`;
  return (
    <li class="sheet">
      <h3>{name}</h3>
      <p>
        {say('lessons.tablets.held.about', { class: held.class, entries, from })}
        {label && ` · ${say('lessons.tablets.held.tablet', { label })}`}
      </p>
      <p class={`teacher-need ${isCodeRight ? 'good' : 'wrong'}`}>
        <Sign of={isCodeRight ? 'finished' : 'wrong'} />
        {say(isCodeRight ? 'lessons.tablets.held.right' : 'lessons.tablets.held.wrong')}
      </p>
      {failure && <Failed failure={failure} />}
      <div class="board-do">
        <button type="button" class="button main" disabled={isBusy} onClick={() => void settle('confirm')}>
          {say(state === 'held' ? 'lessons.tablets.held.yes' : 'lessons.tablets.held.again')}
        </button>
        {state === 'held' && (
          <button type="button" class="button" disabled={isBusy} onClick={() => void settle('refuse')}>
            {say('lessons.tablets.held.no')}
          </button>
        )}
      </div>
    </li>
  );
}
