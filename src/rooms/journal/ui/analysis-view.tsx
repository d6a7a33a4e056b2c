import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatPercent } from '#web/format.ts';
import { Failed } from '#web/parts/message.tsx';
import type { ShownAnalysis } from '../routes-assessments.ts';
import { PaperButton } from './journal-tools.tsx';
import { Unchecked } from './unchecked.tsx';

/** The analysis in its official form: figures by themselves, and what is left for the teacher to write. */
export function AnalysisView({ of, again }: { of: ShownAnalysis; again: () => void }) {
  const say = useSay();
  const { language } = useApp();
  const { analysis, form } = of;
  if (analysis.wrote === 0) return <p class="quiet">{say('journal.analysis.empty')}</p>;
  const percent = (ratio: { part: number; of: number }) =>
    `${formatPercent(language.value, ratio.part, ratio.of)} (${ratio.part} / ${ratio.of})`;
  const objectives = (isReached: boolean) => analysis.objectives.filter((each) => each.isReached === isReached);
  return (
    <section class="journal-analysis">
      <h2>{say('journal.analysis.title')}</h2>
      <Unchecked rule={form} />
      <dl class="journal-figures">
        <Figure name={say('journal.analysis.wrote')} value={`${analysis.wrote} / ${analysis.pupils}`} />
        <Figure
          name={say('journal.level.low')}
          value={String(analysis.levels.low.length)}
          names={analysis.levels.low}
        />
        <Figure
          name={say('journal.level.middle')}
          value={String(analysis.levels.middle.length)}
          names={analysis.levels.middle}
        />
        <Figure
          name={say('journal.level.high')}
          value={String(analysis.levels.high.length)}
          names={analysis.levels.high}
        />
        <Figure name={say('journal.quality')} value={percent(analysis.quality)} />
        <Figure name={say('journal.progress')} value={percent(analysis.progress)} />
      </dl>
      {analysis.objectives.length > 0 && (
        <div class="journal-objectives">
          {[true, false].map((isReached) => (
            <div key={String(isReached)}>
              <h3>{say(isReached ? 'journal.analysis.reached' : 'journal.analysis.hard')}</h3>
              <ul>
                {objectives(isReached).map(({ objective, share }) => (
                  <li key={objective}>
                    {objective} <span class="quiet">{percent(share)}</span>
                  </li>
                ))}
                {objectives(isReached).length === 0 && <li class="quiet">{say('journal.none')}</li>}
              </ul>
            </div>
          ))}
        </div>
      )}
      <AnalysisWords of={of} again={again} />
      <PaperButton path={`/journal/print/analysis/${of.assessment}`} name={say('journal.analysis.title')} />
    </section>
  );
}

function Figure({ name, value, names = [] }: { name: string; value: string; names?: readonly string[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        {names.length > 0 && <span class="quiet small">{names.join(', ')}</span>}
      </dd>
    </div>
  );
}

const parts = ['difficulties', 'causes', 'work'] as const;

function AnalysisWords({ of, again }: { of: ShownAnalysis; again: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [words, setWords] = useState(of.words);
  const isChanged = parts.some((part) => words[part] !== of.words[part]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send(api.post(`/journal/assessments/${of.assessment}/analysis`, words)).then(
          (isKept) => isKept && again(),
        );
      }}
    >
      {parts.map((part) => (
        <div class="field" key={part}>
          <label for={`analysis-${part}`}>{say(`journal.analysis.${part}`)}</label>
          <textarea
            id={`analysis-${part}`}
            class="input"
            rows={3}
            maxLength={2000}
            value={words[part]}
            onInput={(event) => setWords({ ...words, [part]: event.currentTarget.value })}
          />
        </div>
      ))}
      {failure && <Failed failure={failure} />}
      <p class="journal-do">
        <button type="submit" class="button main" disabled={isBusy || !isChanged}>
          {say('journal.save')}
        </button>
        <span role="status" class="quiet">
          {say(isChanged ? 'journal.analysis.unsaved' : 'journal.saved')}
        </span>
      </p>
    </form>
  );
}
