import { useAsk } from '#web/ask.ts';
import { useApp, useSay } from '#web/app.ts';
import { csvText } from '#kernel/csv.ts';
import { handOver } from '#web/hand-over.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import type { Loss, Losses } from '../losses.ts';
import { shownMoment } from './office-format.ts';
import { OfficePage } from './office-page.tsx';
import { TableFrame } from './office-table.tsx';

/** What is gone for good after a server came back: what devices prove, from when to when nobody knows, who is silent. */
export function OfficeLosses() {
  const say = useSay();
  const { value, failure, again } = useAsk<Losses>('/people/losses');
  return (
    <OfficePage title={say('people.office.losses')} lead={say('people.office.losses.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && <Unknown losses={value} />}
      {value && value.losses.length > 0 && <LossTable losses={value.losses} />}
      {value && value.silent.length > 0 && <Silent silent={value.silent} />}
    </OfficePage>
  );
}

/** From when to when the school cannot know, and whether the list is whole. */
function Unknown({ losses: { cameBack, knownUntil, losses } }: { losses: Losses }) {
  const say = useSay();
  const { language } = useApp();
  if (!cameBack) return <Message tone="good">{say('people.office.losses.never')}</Message>;
  const [from, until] = [knownUntil, cameBack.since].map((at) => (at ? shownMoment(at, language.value) : ''));
  return (
    <>
      {cameBack.wholeAt === undefined ? (
        <Message tone="wait">{say('people.office.losses.filling')}</Message>
      ) : (
        <Message tone={losses.length === 0 ? 'good' : 'wrong'}>
          {losses.length === 0
            ? say('people.office.losses.none')
            : say('people.office.losses.some', { count: losses.length })}
        </Message>
      )}
      {from && <p>{say('people.office.losses.unknown', { from, until: until ?? '' })}</p>}
    </>
  );
}

function LossTable({ losses }: { losses: readonly Loss[] }) {
  const say = useSay();
  const { language } = useApp();
  const cells = losses.map((each) => cellsOf(each, say, shownMoment(each.at, language.value)));
  const headings = ['at', 'what', 'actor', 'about'].map((name) => say(`people.office.losses.${name}`));
  const save = (): void => {
    const file = new Blob([csvText([headings, ...cells])], { type: 'text/csv;charset=utf-8' });
    handOver(file, `${say('people.office.losses.file')}.csv`);
  };
  return (
    <>
      <p class="office-row">
        <button type="button" class="button" onClick={() => print()}>
          {say('people.office.print')}
        </button>
        <button type="button" class="button" onClick={save}>
          {say('people.office.losses.save')}
        </button>
      </p>
      <TableFrame label={say('people.office.losses')}>
        <thead>
          <tr>
            {headings.map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map(([at, ...rest], n) => (
            <tr key={n}>
              <th scope="row">{at}</th>
              {rest.map((each, place) => (
                <td key={place}>{each}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}

/** Kinds that have words of their own; the others are called a change. */
const named: ReadonlySet<string> = new Set([
  'lessons.marked',
  'lessons.assigned',
  'lessons.assignment-ended',
  'people.person-registered',
  'people.enrolled',
  'people.enrolment-ended',
  'people.group-set',
  'people.posted',
  'people.credential-set',
  'people.consent-given',
  'people.consent-withdrawn',
  'people.tablet-enrolled',
  'people.work-released',
]);

function cellsOf({ kind, actor, person, group }: Loss, say: Say, at: string): readonly string[] {
  const who = (name: string): string => name || say('people.office.losses.nameless');
  const about = [
    ...(person === undefined ? [] : [who(person)]),
    ...(group ? [`${say(`people.subject.${group.subject}`)}, ${group.grades.join(', ')}`] : []),
  ];
  return [at, say(`people.office.losses.kind.${named.has(kind) ? kind : 'other'}`), who(actor), about.join(' · ')];
}

/** They may hold work that the region never had: nobody may clear them. */
function Silent({ silent }: { silent: Losses['silent'] }) {
  const say = useSay();
  return (
    <section>
      <h2>{say('people.office.losses.silent', { count: silent.length })}</h2>
      <p>{say('people.office.losses.silent.what')}</p>
      <ul>
        {silent.map(({ tablet, label, n }) => (
          <li key={tablet}>{label || say('people.office.tablets.number', { n })}</li>
        ))}
      </ul>
    </section>
  );
}
