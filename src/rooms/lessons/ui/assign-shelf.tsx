import { useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { useApp, useSay } from '#web/app.ts';
import { fitting, languageNames, lessonKey, type Filter, type GroupToAssign, type ShelfLesson } from './assign-data.ts';
import { gradesText, subjectOf, titleOf } from './teacher-say.ts';

type Choosing = {
  readonly group: GroupToAssign;
  readonly shelf: readonly ShelfLesson[];
  readonly chosen: ReadonlySet<string>;
  readonly taken: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
};

/** The lessons of the shelf to choose from: at first those of the group's subject and grades. */
export function AssignShelf({ group, shelf, chosen, taken, toggle }: Choosing) {
  const say = useSay();
  const [filter, setFilter] = useState<Filter>({ subject: group.subject, grades: group.grades, text: '' });
  const found = fitting(shelf, filter, group);
  const sections = inSections(found);
  const wider = (): void => setFilter({ ...filter, subject: undefined, grades: undefined });
  const isWide = filter.subject === undefined && filter.grades === undefined;
  return (
    <fieldset class="assign-shelf">
      <legend>
        <h2>{say('lessons.assign.which')}</h2>
      </legend>
      <Filters group={group} shelf={shelf} filter={filter} change={setFilter} />
      {found.length === 0 && (
        <div class="assign-none">
          <p>{say(filter.text === '' && !isWide ? 'lessons.assign.none.subject' : 'lessons.assign.none')}</p>
          {!isWide && (
            <button type="button" class="button" onClick={wider}>
              {say('lessons.assign.none.wider')}
            </button>
          )}
        </div>
      )}
      {sections.map((lessons) => (
        <Section key={`${lessons[0]?.subject}/${lessons[0]?.grade}`} {...{ lessons, chosen, taken, toggle }} />
      ))}
    </fieldset>
  );
}

/** Lessons of one subject and grade under one heading. They stand in that order already. */
function inSections(lessons: readonly ShelfLesson[]): readonly (readonly ShelfLesson[])[] {
  const sections = new Map<string, ShelfLesson[]>();
  for (const lesson of lessons) {
    const key = `${lesson.subject}/${lesson.grade}`;
    sections.set(key, [...(sections.get(key) ?? []), lesson]);
  }
  return [...sections.values()];
}

function Section({
  lessons,
  chosen,
  taken,
  toggle,
}: Pick<Choosing, 'chosen' | 'taken' | 'toggle'> & { lessons: readonly ShelfLesson[] }) {
  const say = useSay();
  const [first] = lessons;
  if (!first) return null;
  return (
    <section>
      <h3>{say('lessons.group', { subject: subjectOf(say, first.subject), grades: first.grade })}</h3>
      <ul>
        {lessons.map((lesson) => {
          const key = lessonKey(lesson);
          return (
            <Lesson
              key={key}
              lesson={lesson}
              isChosen={chosen.has(key)}
              isTaken={taken.has(key)}
              toggle={() => toggle(key)}
            />
          );
        })}
      </ul>
    </section>
  );
}

function Lesson({
  lesson: { titles, minutes, questions },
  isChosen,
  isTaken,
  toggle,
}: {
  lesson: ShelfLesson;
  isChosen: boolean;
  isTaken: boolean;
  toggle: () => void;
}) {
  const say = useSay();
  const { language } = useApp();
  const languages = (Object.keys(titles) as Language[]).map((each) => languageNames[each]).join(', ');
  return (
    <li>
      <label class="assign-choice">
        <input type="checkbox" checked={isChosen && !isTaken} disabled={isTaken} onChange={toggle} />
        <span>
          {titleOf(titles, language.value)}
          <small class="quiet">
            {isTaken
              ? say('lessons.assign.open-already')
              : say('lessons.assign.about', { minutes, questions, languages })}
          </small>
        </span>
      </label>
    </li>
  );
}

function Filters({
  group,
  shelf,
  filter,
  change,
}: {
  group: GroupToAssign;
  shelf: readonly ShelfLesson[];
  filter: Filter;
  change: (filter: Filter) => void;
}) {
  const say = useSay();
  const subjects = [...new Set([group.subject, ...shelf.map((each) => each.subject)])];
  const grades = [...new Set(shelf.map((each) => each.grade))].toSorted((a, b) => a - b);
  const isOwn = filter.grades === group.grades;
  const chooseGrade = (value: string): void => {
    const chosen = value === 'all' ? undefined : value === 'group' ? group.grades : [Number(value)];
    change({ ...filter, grades: chosen });
  };
  return (
    <div class="assign-filters">
      <label class="field">
        <span>{say('lessons.assign.search')}</span>
        <input
          class="input"
          type="search"
          value={filter.text}
          onInput={(event) => change({ ...filter, text: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>{say('lessons.assign.subject')}</span>
        <select
          class="input"
          value={filter.subject ?? ''}
          onChange={(event) => change({ ...filter, subject: event.currentTarget.value || undefined })}
        >
          {subjects.map((subject) => (
            <option key={subject} value={subject}>
              {subjectOf(say, subject)}
            </option>
          ))}
          <option value="">{say('lessons.assign.subject.all')}</option>
        </select>
      </label>
      <label class="field">
        <span>{say('lessons.assign.grade')}</span>
        <select
          class="input"
          value={isOwn ? 'group' : filter.grades ? String(filter.grades[0]) : 'all'}
          onChange={(event) => chooseGrade(event.currentTarget.value)}
        >
          <option value="group">
            {say('lessons.assign.grade.group')} ({gradesText(group.grades)})
          </option>
          {grades.map((grade) => (
            <option key={grade} value={grade}>
              {say('lessons.grades', { grades: grade })}
            </option>
          ))}
          <option value="all">{say('lessons.assign.grade.all')}</option>
        </select>
      </label>
    </div>
  );
}
