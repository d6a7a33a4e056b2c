import { useAsk } from '#web/ask.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { formatDate, formatPercent } from '#web/format.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import { forms, type Form } from '../plan/plan.ts';
import type { FormsMonth } from '../plan/forms-year.ts';
import { formText } from './plan-say.ts';
import { PlanWhose, type Whose } from './plan-whose.tsx';
import './plan.css';

/** Is it always the same? Forms of work month by month, beside what pupils said. */
export function PlanForms() {
  const say = useSay();
  useTitle(say('lessons.plan.forms'));
  return (
    <div class="plan-forms">
      <p>
        <a href="/plans">← {say('lessons.plan.title')}</a>
      </p>
      <h1>{say('lessons.plan.forms')}</h1>
      <PlanWhose show={(whose) => <Year key={`${whose.group} ${whose.grade}`} whose={whose} />} />
    </div>
  );
}

type Answer = { readonly months: readonly FormsMonth[]; readonly share: number; readonly leastAnswers: number };

function Year({ whose: { group, grade } }: { whose: Whose }) {
  const say = useSay();
  const { value, failure, again } = useAsk<Answer>(`/lessons/plan-forms?group=${group}&grade=${grade}`);
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  if (value.months.length === 0) {
    return (
      <section class="sheet">
        <h2>{say('lessons.plan.forms.empty')}</h2>
        <p>{say('lessons.plan.forms.empty.what')}</p>
      </section>
    );
  }
  const had = forms.filter((form) => value.months.some(({ minutes }) => minutes[form]));
  return (
    <>
      <p class="quiet">{say('lessons.plan.forms.rule', { n: value.share })}</p>
      {value.months.map((month) => (
        <Month key={month.month} month={month} share={value.share} />
      ))}
      <Table months={value.months} had={had} />
      <p class="quiet small">{say('lessons.plan.forms.source', { n: value.leastAnswers })}</p>
    </>
  );
}

function Month({ month: { month, lessons, total, minutes, pulse }, share }: { month: FormsMonth; share: number }) {
  const say = useSay();
  const { language } = useApp();
  const shown = forms.filter((form) => minutes[form]).toSorted((a, b) => (minutes[b] ?? 0) - (minutes[a] ?? 0));
  const most = shown[0];
  const isSame = most !== undefined && total > 0 && (100 * (minutes[most] ?? 0)) / total > share;
  return (
    <section class="sheet plan-month">
      <h2>
        {monthText(language.value, month)}{' '}
        <span class="quiet small">{say('lessons.plan.forms.lessons', { n: lessons })}</span>
      </h2>
      <div class="plan-bar-row" aria-hidden="true">
        {shown.map((form) => (
          <span key={form} class={`plan-slice form-${forms.indexOf(form) % 4}`} style={`flex: ${minutes[form] ?? 0}`}>
            {(minutes[form] ?? 0) * 8 > total ? formText(say, form) : ''}
          </span>
        ))}
      </div>
      {isSame && <p>{say('lessons.plan.forms.same', { form: formText(say, most), n: share })}</p>}
      <p class="small">
        {pulse
          ? say('lessons.plan.forms.pulse', {
              n: pulse.answers,
              liked: formatPercent(language.value, pulse.liked, 2 * pulse.answers),
              understood: formatPercent(language.value, pulse.understood, 2 * pulse.answers),
              again: formatPercent(language.value, pulse.again, 2 * pulse.answers),
            })
          : say('lessons.plan.forms.no-pulse')}
      </p>
    </section>
  );
}

/** The name of a month without a day. */
function monthText(language: 'kk' | 'ru' | 'en', month: string): string {
  return formatDate(language, `${month}-01`, 'full')
    .replace(/\b1\s|\s1\b/u, ' ')
    .trim();
}

function Table({ months, had }: { months: readonly FormsMonth[]; had: readonly Form[] }) {
  const say = useSay();
  const { language } = useApp();
  return (
    <div class="plan-table" role="region" aria-label={say('lessons.plan.forms.table')} tabIndex={0}>
      <table>
        <caption>{say('lessons.plan.forms.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('lessons.plan.form')}</th>
            {months.map(({ month }) => (
              <th key={month} scope="col">
                {monthText(language.value, month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {had.map((form) => (
            <tr key={form}>
              <th scope="row">{formText(say, form)}</th>
              {months.map(({ month, minutes }) => (
                <td key={month}>{minutes[form] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
