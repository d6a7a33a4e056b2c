import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import { schemes, type Scheme } from '../model/formula.ts';
import type { ShownJournal } from '../shown-journal.ts';

type Props = { journal: ShownJournal; grade: number; scheme: Scheme; again: () => void };

/** When a grade has results in this subject: by quarters, by half-years, or only passed. */
export function SchemeChoice({ journal, grade, scheme, again }: Props) {
  const say = useSay();
  const { api } = useApp();
  const { failure, send } = useSend();
  const choose = async (chosen: string): Promise<void> => {
    const body = { grade, scheme: chosen, year: journal.year };
    if (await send(api.post(`/journal/groups/${journal.group}/scheme`, body))) again();
  };
  return (
    <>
      <label class="journal-scheme">
        <span>{say('journal.scheme')}</span>
        <select class="input" value={scheme} onChange={(event) => void choose(event.currentTarget.value)}>
          {schemes.map((each) => (
            <option key={each} value={each}>
              {say(`journal.scheme.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {failure && <Failed failure={failure} />}
    </>
  );
}
