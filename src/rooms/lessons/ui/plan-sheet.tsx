import { useState } from 'preact/hooks';
import { useFile, useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatDate, formatTime } from '#web/format.ts';
import { Failed, Message } from '#web/parts/message.tsx';
import type { PlanCommand } from '../plan/edit.ts';
import type { Plan } from '../plan/plan.ts';
import { beginDraft, draftKey, type Draft, type SavedPlan, type Start } from './plan-data.ts';
import { PlanOffer } from './plan-offer.tsx';
import { laneText } from './plan-say.ts';
import { OtherDraft } from './plan-other.tsx';
import { PlanText } from './plan-text.tsx';

type SheetProps = {
  readonly plan: Plan;
  readonly id: string;
  readonly draft: Draft;
  readonly saved: SavedPlan | undefined;
  readonly start: Start;
  readonly isSaved: boolean;
  readonly edit: (command: PlanCommand) => void;
};

/** The plan as a whole: its name, length, grades, day, earlier versions. */
export function PlanSheet({ plan, id, draft, saved, start, isSaved, edit }: SheetProps) {
  const say = useSay();
  const absent = start.groups.flatMap(({ group, subject, grades }) => {
    return grades
      .filter((grade) => !plan.lanes.some((lane) => lane.group === group && lane.grade === grade))
      .map((grade) => ({ group, subject, grade }));
  });
  return (
    <section class="sheet" aria-labelledby="plan-whole">
      <h2 id="plan-whole">{say('lessons.plan.whole')}</h2>
      <PlanText
        label={say('lessons.plan.name')}
        value={plan.title}
        max={200}
        change={(title) => edit({ do: 'title', title })}
      />
      <fieldset class="plan-modes">
        <legend>{say('lessons.plan.length')}</legend>
        {start.rules.lengths.map((minutes) => (
          <label key={minutes} class="plan-choice">
            <input
              type="radio"
              name="length"
              checked={plan.minutes === minutes}
              onChange={() => edit({ do: 'minutes', minutes })}
            />
            {say('lessons.plan.minutes', { n: minutes })}
          </label>
        ))}
      </fieldset>
      <label class="plan-choice">
        <input
          type="checkbox"
          checked={plan.hasTelephones}
          onChange={(event) => edit({ do: 'telephones', hasTelephones: event.currentTarget.checked })}
        />
        {say('lessons.plan.telephones')}
      </label>
      {absent.length > 0 && (
        <div class="field">
          <label for="plan-add-lane">{say('lessons.plan.lane.add')}</label>
          <select
            id="plan-add-lane"
            class="input"
            value=""
            onChange={(event) => {
              const lane = absent[Number(event.currentTarget.value)];
              if (lane) edit({ do: 'add-lane', lane });
            }}
          >
            <option value="">{say('lessons.plan.lane.choose')}</option>
            {absent.map((lane, n) => (
              <option key={`${lane.group} ${lane.grade}`} value={n}>
                {laneText(say, lane)}
              </option>
            ))}
          </select>
        </div>
      )}
      {saved && <Placing id={id} plan={plan} saved={saved} start={start} isSaved={isSaved} />}
      {saved && <History id={id} saved={saved} />}
      {saved && <Papers id={id} isSaved={isSaved} />}
      {saved && <Copying content={plan} from={{ plan: id, version: saved.version }} />}
      {saved && <PlanOffer id={id} saved={saved} isSaved={isSaved} />}
      {saved && <Dropping id={id} />}
      {!saved && draft.place && <p class="quiet">{say('lessons.plan.place.then')}</p>}
    </section>
  );
}

type PlacingProps = Pick<SheetProps, 'id' | 'plan' | 'start' | 'isSaved'> & { readonly saved: SavedPlan };

/** For which day, and which lesson of the timetable, the plan is meant. */
function Placing({ id, plan, saved, start, isSaved }: PlacingProps) {
  const say = useSay();
  const { api, language } = useApp();
  const [place, setPlace] = useState({ day: saved.day, slot: saved.slot });
  const [isPlaced, setPlaced] = useState(false);
  const { isBusy, failure, send } = useSend();
  const groups = new Set<string>(plan.lanes.map(({ group }) => group));
  const fitting = start.slots.filter((slot) => {
    return (
      slot.minutes === plan.minutes && [...groups].every((group) => (slot.groups as readonly string[]).includes(group))
    );
  });
  const put = async (): Promise<void> => {
    const { day, slot } = place;
    if (await send(api.post(`/lessons/plans/${id}/place`, { day, ...(slot ? { slot } : {}) }))) setPlaced(true);
  };
  return (
    <div class="plan-place">
      <h3>{say('lessons.plan.place')}</h3>
      {fitting.length > 0 && (
        <div class="field">
          <label for="plan-slot">{say('lessons.plan.place.slot')}</label>
          <select
            id="plan-slot"
            class="input"
            value={`${place.day} ${place.slot}`}
            onChange={(event) => {
              const [day = '', slot = ''] = event.currentTarget.value.split(' ');
              setPlace({ day, slot });
              setPlaced(false);
            }}
          >
            <option value={`${saved.day} `}>{say('lessons.plan.place.none')}</option>
            {fitting.map(({ day, slot, from }) => (
              <option key={`${day} ${slot}`} value={`${day} ${slot}`}>
                {formatDate(language.value, day, 'weekday')}, {formatTime(from)}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="field">
        <label for="plan-day">{say('lessons.plan.place.day')}</label>
        <input
          id="plan-day"
          class="input"
          type="date"
          min={start.today}
          value={place.day}
          onInput={(event) => {
            setPlace({ day: event.currentTarget.value, slot: '' });
            setPlaced(false);
          }}
        />
      </div>
      <button type="button" class="button" disabled={isBusy || place.day === '' || !isSaved} onClick={() => void put()}>
        {say('lessons.plan.place.put')}
      </button>
      {!isSaved && <p class="quiet small">{say('lessons.plan.place.first-save')}</p>}
      {isPlaced && (
        <Message tone="good" isNews>
          {say('lessons.plan.place.done', { day: formatDate(language.value, place.day, 'weekday') })}
        </Message>
      )}
      {failure && <Failed failure={failure} />}
    </div>
  );
}

/** Earlier versions: taken up again as a draft, which becomes the newest when it is saved. */
function History({ id, saved }: { id: string; saved: SavedPlan }) {
  const say = useSay();
  const { api, kept, session, language, go } = useApp();
  const { failure, send } = useSend();
  if (saved.versions.length < 2) return null;
  const take = async (version: number): Promise<void> => {
    const found = await send(api.get<{ content: Plan }>(`/lessons/plans/${id}/versions/${version}`));
    if (!found) return;
    const draft: Draft = { content: found.content, base: saved.version };
    await kept.keep(draftKey(session.value?.person ?? '', id), draft);
    go('/plans');
    go(`/plans/${id}`);
  };
  return (
    <details>
      <summary>{say('lessons.plan.versions', { n: saved.versions.length })}</summary>
      <ul class="plan-activities">
        {saved.versions.slice(1).map(({ version, at, teacher }) => (
          <li key={version} class="plan-activity">
            <span>
              {say('lessons.plan.version', { n: version })} · {formatDate(language.value, at)}{' '}
              {teacher && `· ${teacher}`}
            </span>
            <button type="button" class="button" onClick={() => void take(version)}>
              {say('lessons.plan.version.take')}
            </button>
          </li>
        ))}
      </ul>
      {failure && <Failed failure={failure} />}
    </details>
  );
}

/** The plan leaves the lists after a second tap; lessons that were held by it keep what they had. */
function Dropping({ id }: { id: string }) {
  const say = useSay();
  const { api, kept, session, go } = useApp();
  const [isAsked, setAsked] = useState(false);
  const { isBusy, failure, send } = useSend();
  const drop = async (): Promise<void> => {
    if (!(await send(api.delete(`/lessons/plans/${id}`)))) return;
    await kept.drop(draftKey(session.value?.person ?? '', id));
    go('/plans');
  };
  return (
    <div>
      {isAsked && <p role="status">{say('lessons.plan.drop.sure')}</p>}
      <p class="plan-do">
        <button type="button" class="button" disabled={isBusy} onClick={() => (isAsked ? void drop() : setAsked(true))}>
          {say(isAsked ? 'lessons.plan.drop.yes' : 'lessons.plan.drop')}
        </button>
        {isAsked && (
          <button type="button" class="button bare" onClick={() => setAsked(false)}>
            {say('lessons.plan.drop.no')}
          </button>
        )}
      </p>
      {failure && <Failed failure={failure} />}
    </div>
  );
}

/** The same plan as a new one, to be changed and saved apart. */
function Copying({ content, from }: { content: Plan; from: NonNullable<Draft['from']> }) {
  const say = useSay();
  const { kept, session, go } = useApp();
  const [hasOther, setOther] = useState(false);
  const copy = async (): Promise<void> => {
    if (await beginDraft(kept, session.value?.person ?? '', { content, base: 0, from })) go('/plans/new');
    else setOther(true);
  };
  return (
    <div>
      <p>
        <button type="button" class="button" onClick={() => void copy()}>
          {say('lessons.plan.copy')}
        </button>
      </p>
      {hasOther && <OtherDraft />}
    </div>
  );
}

/** The short-term plans of all grades, in the official form; what was not saved is not in them. */
function Papers({ id, isSaved }: { id: string; isSaved: boolean }) {
  const say = useSay();
  const { isBusy, failure, open } = useFile();
  return (
    <div>
      <h3>{say('lessons.plan.print')}</h3>
      <p class="plan-do">
        {(['kk', 'ru'] as const).map((lang) => (
          <button
            key={lang}
            type="button"
            class="button"
            disabled={isBusy || !isSaved}
            onClick={() =>
              void open({ address: `/api/lessons/plans/${id}/print?lang=${lang}`, name: `plan-${lang}.pdf` })
            }
          >
            {say(`lessons.plan.print.${lang}`)}
          </button>
        ))}
      </p>
      {failure && <Failed failure={failure} />}
    </div>
  );
}
