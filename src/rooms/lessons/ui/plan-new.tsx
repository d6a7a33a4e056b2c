import { useState } from 'preact/hooks';
import type { GroupId } from '#kernel/ids.ts';
import { labEntries } from '#rooms/labs/ui/plan-entries.ts';
import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate, formatTime } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import { checkPlan } from '../plan/check.ts';
import { labSource } from '../plan/fill.ts';
import { makePlan, type LaneWish, type Planned } from '../plan/planner.ts';
import { templatesFor, type TemplateId } from '../plan/templates.ts';
import { textsFrom } from '../plan/texts.ts';
import {
  draftKey,
  nextLesson,
  sourcesOf,
  worldOf,
  type Draft,
  type Known,
  type Shelf,
  type Start,
  type StartSlot,
} from './plan-data.ts';
import { PlanPicture } from './plan-picture.tsx';
import { clashText } from './plan-say.ts';
import { subjectOf, titleOf } from './teacher-say.ts';
import './plan.css';

type Wanted = {
  readonly minutes: number;
  readonly lanes: readonly { readonly group: GroupId; readonly grade: number }[];
  readonly slot?: StartSlot;
};

const laneKey = ({ group, grade }: { readonly group: string; readonly grade: number }): string => `${group} ${grade}`;
const mostLanes = 4;

/** A new plan in three taps: whose lesson, which template, and the plan stands. */
export function PlanNew({ made }: { made: (draft: Draft) => void }) {
  const say = useSay();
  useTitle(say('lessons.plan.new'));
  const start = useAsk<Start>('/lessons/plan-start', { keepAs: 'plan-start' });
  const shelf = useAsk<{ lessons: Shelf }>('/library/lessons', { keepAs: 'plan-shelf' });
  const [wanted, setWanted] = useState<Wanted>({ minutes: 40, lanes: [] });
  const failure = start.failure ?? shelf.failure;
  if (!start.value || !shelf.value) {
    return failure ? (
      <Failed
        failure={failure}
        again={() => {
          start.again();
          shelf.again();
        }}
      />
    ) : (
      <Waiting />
    );
  }
  return (
    <div class="plan-new">
      <p>
        <a href="/plans">← {say('lessons.plan.title')}</a>
      </p>
      <h1>{say('lessons.plan.new')}</h1>
      <Whose start={start.value} wanted={wanted} want={setWanted} />
      {wanted.lanes.length > 0 && (
        <Templates
          key={wanted.lanes.map(laneKey).join()}
          start={start.value}
          shelf={shelf.value.lessons}
          wanted={wanted}
          made={made}
        />
      )}
    </div>
  );
}

/** The lessons of the timetable that have no plan yet; or any grades of one's groups. */
function Whose({ start, wanted, want }: { start: Start; wanted: Wanted; want: (wanted: Wanted) => void }) {
  const say = useSay();
  const { language } = useApp();
  const unplanned = start.slots.filter(({ plan }) => plan === null).slice(0, shownSlots);
  const lanesOf = (groups: readonly string[]): Wanted['lanes'] => {
    const lanes = start.groups
      .filter(({ group }) => groups.includes(group))
      .flatMap(({ group, grades }) => grades.map((grade) => ({ group, grade })));
    return lanes.toSorted((a, b) => a.grade - b.grade);
  };
  const gradesOf = (groups: readonly string[]): string => {
    const named = start.groups.filter(({ group }) => groups.includes(group));
    return named.map(({ subject, grades }) => `${subjectOf(say, subject)} ${grades.join(', ')}`).join(' · ');
  };
  const mine = start.groups.some(({ isMine }) => isMine) ? start.groups.filter(({ isMine }) => isMine) : start.groups;
  const offered = mine.flatMap(({ group, subject, grades }) => grades.map((grade) => ({ group, subject, grade })));
  const toggle = (lane: Wanted['lanes'][number]): void => {
    const has = wanted.lanes.some((each) => laneKey(each) === laneKey(lane));
    const lanes = has ? wanted.lanes.filter((each) => laneKey(each) !== laneKey(lane)) : [...wanted.lanes, lane];
    want({ minutes: wanted.minutes, lanes: lanes.toSorted((a, b) => a.grade - b.grade) });
  };
  return (
    <>
      {unplanned.length > 0 && (
        <fieldset class="plan-choices">
          <legend>
            <h2>{say('lessons.plan.new.slot')}</h2>
          </legend>
          {unplanned.map((slot) => (
            <label key={`${slot.day} ${slot.slot}`} class="plan-choice">
              <input
                type="radio"
                name="slot"
                checked={wanted.slot === slot}
                onChange={() =>
                  want(
                    withMinutes({ minutes: 0, lanes: lanesOf(slot.groups), slot }, lessonMinutes(start, slot.minutes)),
                  )
                }
              />
              <span>
                {formatDate(language.value, slot.day, 'weekday')}, {formatTime(slot.from)}
                <br />
                <span class="small">{gradesOf(slot.groups)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {start.groups.length === 0 ? (
        <section class="sheet">
          <h2>{say('lessons.plan.new.no-groups')}</h2>
          <p>{say('lessons.plan.new.no-groups.what')}</p>
        </section>
      ) : (
        <fieldset class="plan-choices">
          <legend>
            <h2>{say(unplanned.length > 0 ? 'lessons.plan.new.or-grades' : 'lessons.plan.new.grades')}</h2>
          </legend>
          {offered
            .toSorted((a, b) => a.grade - b.grade)
            .map(({ group, subject, grade }) => (
              <label key={`${group} ${grade}`} class="plan-choice">
                <input
                  type="checkbox"
                  checked={wanted.lanes.some((each) => laneKey(each) === laneKey({ group, grade }))}
                  onChange={() => toggle({ group, grade })}
                />
                <span>
                  {say('lessons.plan.lane', { grade })} · {subjectOf(say, subject)}
                </span>
              </label>
            ))}
        </fieldset>
      )}
      <fieldset class="plan-modes">
        <legend>{say('lessons.plan.length')}</legend>
        {start.rules.lengths.map((minutes) => (
          <label key={minutes} class="plan-choice">
            <input
              type="radio"
              name="minutes"
              checked={wanted.minutes === minutes}
              onChange={() => want(withMinutes(wanted, minutes))}
            />
            {say('lessons.plan.minutes', { n: minutes })}
          </label>
        ))}
      </fieldset>
      {wanted.lanes.length > mostLanes && (
        <Message tone="wrong" isNews>
          {say('lessons.plan.broken.lanes', { n: wanted.lanes.length, most: mostLanes })}
        </Message>
      )}
    </>
  );
}

/** A plan of another length does not fit the lesson of the timetable: then it is for the grades alone. */
function withMinutes({ lanes, slot }: Wanted, minutes: number): Wanted {
  return { minutes, lanes, ...(slot && slot.minutes === minutes ? { slot } : {}) };
}

/** As many as are planned at a time: the others come when these have their plans. */
const shownSlots = 9;

function lessonMinutes({ rules }: Start, minutes: number): number {
  return rules.lengths.includes(minutes) ? minutes : (rules.lengths[1] ?? 40);
}

type TemplatesProps = {
  readonly start: Start;
  readonly shelf: Shelf;
  readonly wanted: Wanted;
  readonly made: (draft: Draft) => void;
};

function Templates({ start, shelf, wanted, made }: TemplatesProps) {
  const say = useSay();
  const { session, language, kept } = useApp();
  const groups = [...new Set(wanted.lanes.map(({ group }) => group))];
  const asked = useAsk<Known>(`/lessons/plan-known?groups=${groups.join(',')}`, {
    keepAs: `plan-known:${groups.join()}`,
  });
  const [remote, setRemote] = useState<ReadonlySet<string>>(new Set());
  if (!asked.value) return asked.failure ? <Failed failure={asked.failure} again={asked.again} /> : <Waiting />;
  const known = asked.value;
  const hasRemote = wanted.slot?.hasRemote ?? false;
  const lanes = wanted.lanes.map(({ group, grade }): LaneWish => {
    const subject = start.groups.find((each) => each.group === group)?.subject ?? '';
    const next = nextLesson(shelf, known, { group, subject, grade });
    const topic = next ? titleOf(next.titles, language.value) : '';
    const objectives = (next?.objectives ?? []).filter((code) => code.startsWith(`${grade}.`)).slice(0, 8);
    return { group, subject, grade, topic, objectives, isRemote: hasRemote && remote.has(laneKey({ group, grade })) };
  });
  const title = lanes.map(({ topic }) => topic).find(Boolean) ?? '';
  const world = worldOf(start.rules, known, hasRemote);
  const plan = (template: TemplateId): Planned => {
    const sources = [...sourcesOf(shelf, known), labSource(labEntries(say))];
    const needs = { rules: start.rules, hasRemote, sources, texts: textsFrom(say) };
    return makePlan({ title, minutes: wanted.minutes, lanes, template }, { ...needs, had: world.had });
  };
  const own = lanes.filter(({ isRemote }) => !isRemote).length;
  const take = async (planned: Planned): Promise<void> => {
    if (!planned.isPlan || !session.value) return;
    const { slot, day } = wanted.slot ?? {};
    const draft: Draft = { content: planned.plan, base: 0, ...(slot && day ? { place: { day, slot } } : {}) };
    await kept.keep(draftKey(session.value.person, 'new'), draft);
    made(draft);
  };
  return (
    <section>
      {hasRemote && (
        <fieldset class="plan-choices">
          <legend>{say('lessons.plan.new.remote')}</legend>
          {lanes.map((lane) => (
            <label key={laneKey(lane)} class="plan-choice">
              <input
                type="checkbox"
                checked={lane.isRemote}
                onChange={() => {
                  const key = laneKey(lane);
                  setRemote(new Set(remote.has(key) ? [...remote].filter((each) => each !== key) : [...remote, key]));
                }}
              />
              {say('lessons.plan.lane', { grade: lane.grade })}
            </label>
          ))}
        </fieldset>
      )}
      <h2>{say('lessons.plan.new.template')}</h2>
      <ul class="plan-templates">
        {templatesFor(Math.max(1, own)).map(({ id }) => (
          <TemplateCard
            key={id}
            id={id}
            planned={plan(id)}
            isFine={(made) => checkPlan(made, world).broken.length === 0}
            take={take}
          />
        ))}
      </ul>
    </section>
  );
}

type CardProps = {
  readonly id: TemplateId;
  readonly planned: Planned;
  readonly isFine: (plan: Extract<Planned, { isPlan: true }>['plan']) => boolean;
  readonly take: (planned: Planned) => Promise<void>;
};

function TemplateCard({ id, planned, isFine, take }: CardProps) {
  const say = useSay();
  return (
    <li class="plan-template">
      <h3>{say(`lessons.plan.template.${id}`)}</h3>
      {planned.isPlan && isFine(planned.plan) ? (
        <>
          <div aria-hidden="true">
            <PlanPicture plan={planned.plan} />
          </div>
          <p class="small">{say(`lessons.plan.template.${id}.what`)}</p>
          <button type="button" class="button main" onClick={() => void take(planned)}>
            {say('lessons.plan.new.take')}
          </button>
        </>
      ) : (
        <div class="small">
          <p>{say('lessons.plan.new.no-plan')}</p>
          {!planned.isPlan && planned.clash.map((clash) => <p key={clash.rule}>{clashText(say, clash)}</p>)}
        </div>
      )}
    </li>
  );
}
