import { useState } from 'preact/hooks';
import { useAsk } from '#web/ask.ts';
import { useSay } from '#web/app.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import { ConsentGrid } from './office-consent-grid.tsx';
import {
  purposesThatMatter,
  type ClassConsents,
  type ConsentSummary,
  type PurposeShown,
} from './office-consent-model.ts';
import { shownClass } from './office-format.ts';
import { OfficePage } from './office-page.tsx';
import { Paper } from './office-paper.tsx';

/** Consents of legal representatives, class by class: what is in, what is missing, and what works before it is. */
export function OfficeConsents() {
  const say = useSay();
  const { value, failure, again } = useAsk<ConsentSummary>('/people/consents/summary');
  const [chosen, setChosen] = useState<string>();
  const here = chosen ?? value?.classes[0]?.class;
  return (
    <OfficePage title={say('people.office.consents')} lead={say('people.office.consents.lead')}>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && value.classes.length === 0 && <Message tone="help">{say('people.office.consents.no-classes')}</Message>}
      {value && <WhatWorks purposes={value.purposes} />}
      {value && here && (
        <>
          <ClassChoice summary={value} here={here} choose={setChosen} />
          <ClassPart key={here} of={here} changed={again} />
        </>
      )}
    </OfficePage>
  );
}

/** What is off without a consent, and what is not. */
function WhatWorks({ purposes }: { purposes: readonly PurposeShown[] }) {
  const say = useSay();
  return (
    <details>
      <summary>{say('people.office.consents.before')}</summary>
      <p>{say('people.office.consents.works')}</p>
      <dl class="office-purposes">
        {purposes.map(({ purpose, off }) => (
          <div key={purpose}>
            <dt>{say(`people.office.purpose.${purpose}`)}</dt>
            <dd>
              {off.map(({ what, isBuilt }) => (
                <p key={what}>
                  {say(`people.office.off.${what}`)}{' '}
                  {!isBuilt && <span class="quiet">{say('people.office.off.not-built')}</span>}
                </p>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function ClassChoice({
  summary,
  here,
  choose,
}: {
  summary: ConsentSummary;
  here: string;
  choose: (name: string) => void;
}) {
  const say = useSay();
  return (
    <div class="office-places" role="group" aria-label={say('people.office.people.which')}>
      {summary.classes.map(({ class: name, pupils, given }) => {
        const least = Math.min(...purposesThatMatter(summary.purposes).map((purpose) => given[purpose] ?? 0));
        return (
          <button key={name} type="button" class="button" aria-pressed={here === name} onClick={() => choose(name)}>
            {name} <small class={least === pupils ? 'quiet' : 'office-some'}>{`${least}/${pupils}`}</small>
          </button>
        );
      })}
    </div>
  );
}

function ClassPart({ of, changed }: { of: string; changed: () => void }) {
  const say = useSay();
  const { value, failure, again } = useAsk<ClassConsents>(`/people/consents?class=${encodeURIComponent(of)}`);
  const bothAgain = (): void => {
    again();
    changed();
  };
  return (
    <section>
      <h2>{shownClass(of, say)}</h2>
      <div class="office-row">
        <Paper
          kind="consents"
          of={of}
          words={say('people.office.consents.forms')}
          name={say('people.office.consents')}
        />
      </div>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && <ConsentGrid key={JSON.stringify(value)} of={value} changed={bothAgain} />}
    </section>
  );
}
