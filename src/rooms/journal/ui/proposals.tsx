import { useState } from 'preact/hooks';
import type { Text } from '#kernel/language.ts';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { formatDate } from '#web/format.ts';
import { Failed } from '#web/parts/message.tsx';
import { subjectOf } from './journal-say.ts';

type Proposal = {
  readonly proposal: string;
  readonly group: string;
  readonly subject: string;
  readonly grade: number;
  readonly day: string;
  readonly pupil: string;
  readonly points: number;
  readonly of: number;
  readonly comment: string;
  readonly by: string;
  readonly hub: Text | null;
};

/** What a hub school's teacher proposes and the local teacher has to answer; nothing where nothing waits. */
export function Proposals() {
  const say = useSay();
  const { value, again } = useAsk<{ readonly proposals: readonly Proposal[] }>('/journal/proposals');
  if (!value || value.proposals.length === 0) return null;
  return (
    <section class="journal-proposals">
      <h2>{say('journal.proposals', { n: value.proposals.length })}</h2>
      <ul>
        {value.proposals.map((each) => (
          <li key={each.proposal} class="sheet">
            <OneProposal of={each} again={again} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneProposal({ of, again }: { of: Proposal; again: () => void }) {
  const say = useSay();
  const { api, language } = useApp();
  const { isBusy, failure, send } = useSend();
  const [isRefusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const needsWhy = failure?.key === 'journal.needs-why';
  const answer = async (isAccepted: boolean): Promise<void> => {
    const body = { isAccepted, ...(reason.trim() ? { reason } : {}) };
    if (await send(api.post(`/journal/proposals/${of.proposal}`, body))) again();
  };
  return (
    <>
      <p>
        <strong>
          {of.pupil}: {of.points} / {of.of}
        </strong>{' '}
        {subjectOf(say, of.subject)}, {say('journal.grades', { grades: of.grade })}
        {of.day && `, ${formatDate(language.value, of.day)}`}
      </p>
      {of.comment && (
        <p>
          <q>{of.comment}</q>
        </p>
      )}
      <p class="quiet small">
        {of.by} · {of.hub?.[language.value]}
      </p>
      {failure && <Failed failure={failure} />}
      {(isRefusing || needsWhy) && (
        <label class="journal-why">
          <span>{say(needsWhy ? 'journal.why' : 'journal.refuse.why')}</span>
          <input
            class="input"
            value={reason}
            maxLength={500}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
      )}
      <p class="journal-do">
        {!isRefusing && (
          <button type="button" class="button main" disabled={isBusy} onClick={() => void answer(true)}>
            {say('journal.accept')}
          </button>
        )}
        <button
          type="button"
          class="button"
          disabled={isBusy || (isRefusing && !reason.trim())}
          onClick={() => (isRefusing ? void answer(false) : setRefusing(true))}
        >
          {say('journal.refuse')}
        </button>
        {isRefusing && (
          <button type="button" class="button bare" onClick={() => setRefusing(false)}>
            {say('journal.cancel')}
          </button>
        )}
      </p>
    </>
  );
}
