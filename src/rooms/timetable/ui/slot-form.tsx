import { useId, useState } from 'preact/hooks';
import { useApp, useSay } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import { mostGrades } from '../model/conflict.ts';
import type { Remote, Slot } from '../model/slot.ts';
import { conflictText, slotText, weekdayText, type Speech } from './say.ts';
import { gradesOfSlot, periodsOf, weekdaysOf } from '../model/grid.ts';
import { clashesOf } from './week-view.ts';

/** A slot while it is filled in: groups and teacher may still be missing. */
export type DraftSlot = Omit<Slot, 'teacher' | 'remote'> & {
  readonly teacher: string;
  readonly remote?: Remote | undefined;
};

/** The fields of a slot. What would be wrong with it is said while it is filled in. */
export function SlotForm({
  speech,
  first,
  grade,
  isBusy,
  send,
}: {
  speech: Speech;
  first: DraftSlot;
  grade: number | undefined;
  isBusy: boolean;
  send: (slot: Slot) => void;
}) {
  const say = useSay();
  const [slot, setSlot] = useState(first);
  const { week } = speech;
  const set = (of: Partial<DraftSlot>): void => setSlot((before) => ({ ...before, ...of }));
  const isWhole = slot.groups.length > 0 && slot.teacher !== '';
  const clashes = isWhole
    ? clashesOf(
        { ...week, slots: [...week.slots.filter((each) => each.slot !== slot.slot), slot as Slot] },
        slot as Slot,
      )
    : [];
  const named = {
    ...speech,
    week: { ...week, slots: [...week.slots.filter((each) => each.slot !== slot.slot), slot as Slot] },
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) send(slot as Slot);
      }}
    >
      <Groups speech={speech} slot={slot} first={grade} set={set} />
      <div class="office-row">
        <Choice
          label={say('timetable.day')}
          value={String(slot.weekday)}
          change={(value) => set({ weekday: Number(value) })}
        >
          {weekdaysOf(week).map((each) => (
            <option key={each} value={each}>
              {weekdayText(say, each)}
            </option>
          ))}
        </Choice>
        <Choice
          label={say('timetable.period')}
          value={String(slot.period)}
          change={(value) => set({ period: Number(value) })}
        >
          {periodsOf(week).map((each) => (
            <option key={each} value={each}>
              {say('timetable.period-n', { period: each })}
            </option>
          ))}
        </Choice>
      </div>
      <div class="office-row">
        <Choice label={say('timetable.teacher')} value={slot.teacher} change={(teacher) => set({ teacher })}>
          <option value="">{say('timetable.choose')}</option>
          {week.teachers.map(({ person, name }) => (
            <option key={person} value={person}>
              {name}
            </option>
          ))}
        </Choice>
        <Room speech={speech} room={slot.room} change={(room) => set({ room })} />
      </div>
      <RemoteFields speech={speech} remote={slot.remote} change={(remote) => set({ remote })} />
      {clashes.map((each) => (
        <Message key={each.kind + each.slots.join()} tone="wrong" isNews>
          <p>{conflictText(named, each)}</p>
        </Message>
      ))}
      <button type="submit" class="button main" disabled={!isWhole || isBusy}>
        {say(clashes.length > 0 ? 'timetable.save-anyway' : 'timetable.save')}
      </button>
    </form>
  );
}

type Part = { readonly speech: Speech; readonly slot: DraftSlot; readonly set: (of: Partial<DraftSlot>) => void };

/** Which groups sit together. Each line says its grades; a fifth grade is refused at once. */
function Groups({ speech, slot, first, set }: Part & { readonly first: number | undefined }) {
  const say = useSay();
  const { week } = speech;
  const [grade, setGrade] = useState(gradesOfSlot(week, slot)[0] ?? first ?? 0);
  const grades = [...new Set(week.groups.flatMap((each) => each.grades))].toSorted((a, b) => a - b);
  const shown = week.groups.filter(
    (each) => slot.groups.includes(each.group) || grade === 0 || each.grades.includes(grade),
  );
  const together = gradesOfSlot(week, slot);
  const choose = (group: (typeof week.groups)[number], isIn: boolean): void => {
    const groups = isIn ? [...slot.groups, group.group] : slot.groups.filter((each) => each !== group.group);
    set({ groups, ...(isIn && slot.teacher === '' ? { teacher: group.teacher } : {}) });
  };
  return (
    <fieldset>
      <legend>{say('timetable.groups')}</legend>
      <Choice label={say('timetable.show-grade')} value={String(grade)} change={(value) => setGrade(Number(value))}>
        <option value="0">{say('timetable.all-grades')}</option>
        {grades.map((each) => (
          <option key={each} value={each}>
            {say('timetable.grade', { grade: each })}
          </option>
        ))}
      </Choice>
      <div class="timetable-groups">
        {shown.map((each) => {
          const isIn = slot.groups.includes(each.group);
          return (
            <label key={each.group} class="office-tick">
              <input
                type="checkbox"
                checked={isIn}
                disabled={!isIn && slot.groups.length >= mostGrades}
                onChange={(event) => choose(each, event.currentTarget.checked)}
              />
              {slotText(speech, { groups: [each.group] })}
            </label>
          );
        })}
      </div>
      {together.length > 1 && (
        <p class={together.length > mostGrades ? 'fault' : 'quiet small'}>
          {say('timetable.together', { grades: together.join(' + '), most: mostGrades })}
        </p>
      )}
    </fieldset>
  );
}

function Room({ speech, room, change }: { speech: Speech; room: string; change: (room: string) => void }) {
  const say = useSay();
  const id = useId();
  const rooms = [...new Set(speech.week.slots.map((each) => each.room).filter(Boolean))].toSorted();
  return (
    <div class="field">
      <label for={id}>{say('timetable.room')}</label>
      <input
        class="input"
        id={id}
        list={`${id}-rooms`}
        maxLength={40}
        value={room}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <datalist id={`${id}-rooms`}>
        {rooms.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </div>
  );
}

/** A lesson that another school's teacher gives: by that school's clock. */
function RemoteFields({
  speech,
  remote,
  change,
}: {
  readonly speech: Speech;
  readonly remote: Slot['remote'];
  readonly change: (remote: Slot['remote']) => void;
}) {
  const say = useSay();
  const { language } = useApp();
  const id = useId();
  const [first] = speech.week.schools;
  const set = (of: Partial<Remote>): void => {
    if (first) change({ school: first.school, from: '10:00', minutes: 40, ...remote, ...of });
  };
  if (speech.week.schools.length === 0) return null;
  return (
    <details class="timetable-remote" open={remote !== undefined}>
      <summary>{say('timetable.remote')}</summary>
      <label class="office-tick">
        <input
          type="checkbox"
          checked={remote !== undefined}
          onChange={(event) => (event.currentTarget.checked ? set({}) : change(undefined))}
        />
        {say('timetable.remote.is')}
      </label>
      {remote && (
        <div class="office-row">
          <Choice
            label={say('timetable.remote.school')}
            value={remote.school}
            change={(school) => set({ school: school as Remote['school'] })}
          >
            {speech.week.schools.map(({ school, names }) => (
              <option key={school} value={school}>
                {names[language.value]}
              </option>
            ))}
          </Choice>
          <div class="field">
            <label for={`${id}-from`}>{say('timetable.remote.from')}</label>
            <input
              class="input"
              id={`${id}-from`}
              type="time"
              value={remote.from}
              onInput={(event) => set({ from: event.currentTarget.value })}
            />
          </div>
          <div class="field">
            <label for={`${id}-minutes`}>{say('timetable.remote.minutes')}</label>
            <input
              class="input"
              id={`${id}-minutes`}
              type="number"
              min={5}
              max={120}
              value={remote.minutes}
              onInput={(event) => set({ minutes: event.currentTarget.valueAsNumber || 40 })}
            />
          </div>
        </div>
      )}
      <p class="quiet small">{say('timetable.remote.what')}</p>
    </details>
  );
}

export function Choice({
  label,
  value,
  change,
  children,
}: {
  label: string;
  value: string;
  change: (value: string) => void;
  children: preact.ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select class="input" id={id} value={value} onChange={(event) => change(event.currentTarget.value)}>
        {children}
      </select>
    </div>
  );
}
