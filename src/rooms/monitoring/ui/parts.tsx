import { useApp, useSay } from '#web/app.ts';
import { comparer } from '#web/format.ts';
import type { Work } from '../model/share.ts';
import type { Breakdown, WorkPart } from '../totals.ts';
import { dayText, errorText, finishedText, numberText, rightText, shareOf, shareText } from './format.ts';

type By = 'subject' | 'grade' | 'week' | 'district';

/** The same work told by subject, grade and week, each a table with a bar in it. */
export function Parts({
  parts,
  districts,
}: {
  parts: Breakdown;
  districts?: readonly { key: string; name: string; work: Work }[];
}) {
  const { language } = useApp();
  const say = useSay();
  const compare = comparer(language.value);
  const subject = (key: WorkPart['key']): string =>
    key === '' ? say('monitoring.part.other') : say(`people.subject.${key}`);
  const grade = (key: WorkPart['key']): string =>
    key === 0 ? say('monitoring.part.other') : say('monitoring.part.grade.value', { grade: key });
  const week = (key: WorkPart['key']): string => dayText(String(key), language.value);
  const named = (all: readonly WorkPart[], name: (key: WorkPart['key']) => string) =>
    all.map(({ key, work }) => ({ key: String(key), name: name(key), work }));
  if (parts.byWeek.length === 0) return <p>{say('monitoring.parts.none')}</p>;
  return (
    <div class="region-parts">
      <PartTable by="subject" rows={named(parts.bySubject, subject).toSorted((a, b) => compare(a.name, b.name))} />
      <PartTable by="grade" rows={named(parts.byGrade, grade)} />
      <PartTable by="week" rows={named(parts.byWeek, week)} />
      {districts && <PartTable by="district" rows={districts} />}
    </div>
  );
}

function PartTable({ by, rows }: { by: By; rows: readonly { key: string; name: string; work: Work }[] }) {
  const say = useSay();
  return (
    <div class="region-scroll" tabIndex={0} role="region" aria-label={say(`monitoring.by.${by}`)}>
      <table class="region-part">
        <caption>{say(`monitoring.by.${by}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(`monitoring.part.${by}`)}</th>
            <th scope="col" class="number">
              {say('monitoring.column.lessons')}
            </th>
            <th scope="col" class="number">
              {say('monitoring.column.right')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PartRow key={row.key} name={row.name} work={row.work} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PartRow({ name, work }: { name: string; work: Work }) {
  const { language } = useApp();
  const say = useSay();
  if (work.state !== 'shown') {
    return (
      <tr>
        <th scope="row">{name}</th>
        <td colSpan={2} class="number quiet">
          {say(`monitoring.work.${work.state}`)}
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">
        {name}
        <span class="small quiet region-line">
          {say('monitoring.part.pupils', { pupils: numberText(work.pupils, language.value) })}
        </span>
      </th>
      <td class="number">{finishedText(work, say, language.value)}</td>
      <td class="number">
        <ShareCell work={work} />
      </td>
    </tr>
  );
}

/** The share, its error, what it is made of, and a bar of its length. */
export function ShareCell({ work }: { work: Extract<Work, { state: 'shown' }> }) {
  const { language } = useApp();
  const say = useSay();
  return (
    <span class="region-share">
      <span>
        <strong>{shareText(work, say, language.value)}</strong>{' '}
        <span class="small region-error">{errorText(work, say, language.value)}</span>
      </span>
      <span class="region-bar" style={{ '--share': shareOf(work) }} />
      <span class="small quiet">{rightText(work, say, language.value)}</span>
    </span>
  );
}
