import { useState } from 'preact/hooks';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { ShownJournal } from '../shown-journal.ts';
import { AssessmentList } from './assessment-list.tsx';
import { JournalGrid } from './journal-grid.tsx';
import { gradesOf, subjectOf } from './journal-say.ts';
import { JournalTools } from './journal-tools.tsx';
import { PaperLesson } from './paper-lesson.tsx';
import { ResultsTable } from './results-table.tsx';
import { ShareGroup } from './share-group.tsx';
import './journal.css';

const tabs = ['points', 'assessments', 'results'] as const;
type Tab = (typeof tabs)[number];

/** The journal of a group: lessons of a quarter with points, its assessments, and the year's results. */
export function JournalPage({ params }: ScreenProps) {
  const say = useSay();
  const group = params['group'] ?? '';
  const [quarter, setQuarter] = useState<number>();
  const [tab, setTab] = useState<Tab>('points');
  const query = quarter === undefined ? '' : `?quarter=${quarter}`;
  const { value, failure, again } = useAsk<ShownJournal>(`/journal/groups/${group}${query}`);
  const title = value ? subjectOf(say, value.subject) : say('journal.title');
  useTitle(title);
  return (
    <div class="journal">
      <p class="journal-way">
        <a href="/journal">{say('journal.back')}</a>
      </p>
      <div class="journal-head">
        <h1>
          {title}
          {value && <span class="quiet"> {say('journal.grades', { grades: gradesOf(value.grades) })}</span>}
        </h1>
      </div>
      {failure && <Failed failure={failure} again={again} />}
      {!value && !failure && <Waiting />}
      {value && (
        <>
          <Quarters journal={value} choose={setQuarter} />
          <div class="journal-tabs" role="tablist" aria-label={title}>
            {tabs.map((each) => (
              <button
                key={each}
                type="button"
                role="tab"
                id={`journal-tab-${each}`}
                aria-controls="journal-tab"
                aria-selected={tab === each}
                class="button"
                onClick={() => setTab(each)}
              >
                {say(`journal.tab.${each}`)}
              </button>
            ))}
          </div>
          <div id="journal-tab" role="tabpanel" aria-labelledby={`journal-tab-${tab}`}>
            {tab === 'points' && <Points key={value.quarter} journal={value} again={again} />}
            {tab === 'assessments' && <AssessmentList journal={value} again={again} />}
            {tab === 'results' && <ResultsTable journal={value} again={again} />}
          </div>
          <JournalTools journal={value} />
          <ShareGroup group={group} />
        </>
      )}
    </div>
  );
}

function Quarters({ journal, choose }: { journal: ShownJournal; choose: (quarter: number) => void }) {
  const say = useSay();
  const { language } = useApp();
  const span = journal.quarters[journal.quarter - 1];
  return (
    <div class="journal-quarters">
      <div role="group" aria-label={say('journal.quarter.choose')}>
        {journal.quarters.map((_, n) => (
          <button
            key={n}
            type="button"
            class="button"
            aria-pressed={journal.quarter === n + 1}
            onClick={() => choose(n + 1)}
          >
            {say('journal.quarter', { n: n + 1 })}
          </button>
        ))}
      </div>
      {span && (
        <span class="quiet small">
          {formatDate(language.value, span.from)} – {formatDate(language.value, span.to)}
        </span>
      )}
    </div>
  );
}

function Points({ journal, again }: { journal: ShownJournal; again: () => void }) {
  const say = useSay();
  const [isEntering, setEntering] = useState(false);
  const span = journal.quarters[journal.quarter - 1];
  const isFuture = span !== undefined && span.from > journal.today;
  return (
    <>
      {journal.pupils.length === 0 && <Message tone="wait">{say('journal.no-pupils')}</Message>}
      {journal.runs.length === 0 && journal.pupils.length > 0 && (
        <section class="sheet">
          <h2>{say(isFuture ? 'journal.future' : 'journal.empty')}</h2>
          <p>{say(isFuture ? 'journal.future.what' : 'journal.empty.what')}</p>
        </section>
      )}
      {journal.runs.length > 0 && journal.pupils.length > 0 && <JournalGrid journal={journal} again={again} />}
      {!isFuture && journal.pupils.length > 0 && (
        <p>
          <button type="button" class="button" onClick={() => setEntering(true)}>
            {say('journal.paper')}
          </button>
        </p>
      )}
      {isEntering && (
        <PaperLesson
          journal={journal}
          close={(isKept) => {
            setEntering(false);
            if (isKept) again();
          }}
        />
      )}
    </>
  );
}
