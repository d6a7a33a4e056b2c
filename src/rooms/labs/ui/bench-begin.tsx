import { useId, useState } from 'preact/hooks';
import { Message } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import type { MineAnswer, OwnWork } from '../routes-mine.ts';

type Props = {
  readonly lab: string;
  readonly task: string;
  readonly mine: MineAnswer;
  readonly say: Say;
  readonly begin: (isReal: boolean, mate: string) => void;
  /** Goes on here with a work that was begun at another tablet. */
  readonly goOn: (work: string) => void;
  /** Looks on while the partner works. */
  readonly follow: (work: string) => void;
};

/** Before the bench: what is asked, alone or in a pair, and what was begun elsewhere. */
export function BenchBegin({ lab, task, mine, say, begin, goOn, follow }: Props) {
  const id = useId();
  const [mate, setMate] = useState('');
  const isRealOnly = lab.startsWith('real-');
  const open = mine.works.filter((each) => each.lab === lab && each.task === task && !each.isHandedIn);
  return (
    <div class="sheet lab-begin">
      <p class="quiet">{say(`labs.${lab}.title`)}</p>
      <h1>{say(`labs.${lab}.task.${task}`)}</h1>
      <p>{say(`labs.${lab}.about.${task}`)}</p>
      {open.map((work) => (
        <Elsewhere key={work.work} work={work} say={say} goOn={goOn} follow={follow} />
      ))}
      <ul>
        {!isRealOnly && <li>{say('labs.begin.own')}</li>}
        <li>{say('labs.begin.kept')}</li>
      </ul>
      {mine.mates.length > 0 && (
        <div class="field">
          <label for={id}>{say('labs.pair.choose')}</label>
          <select id={id} class="input" value={mate} onChange={(event) => setMate(event.currentTarget.value)}>
            <option value="">{say('labs.pair.alone')}</option>
            {mine.mates.map(({ person, name }) => (
              <option key={person} value={person}>
                {name}
              </option>
            ))}
          </select>
          {mate && <p class="note">{say('labs.pair.how')}</p>}
        </div>
      )}
      <div class="buttons">
        {!isRealOnly && (
          <button type="button" class="button main large" onClick={() => begin(false, mate)}>
            {say('labs.begin')}
          </button>
        )}
        <button type="button" class={isRealOnly ? 'button main large' : 'button'} onClick={() => begin(true, mate)}>
          {say('labs.begin.real')}
        </button>
      </div>
    </div>
  );
}

function Elsewhere({ work, say, goOn, follow }: Pick<Props, 'say' | 'goOn' | 'follow'> & { work: OwnWork }) {
  return (
    <Message tone="help">
      <p>{work.partner ? say('labs.pair.open', { name: work.partner }) : say('labs.elsewhere')}</p>
      <div class="buttons">
        {work.partner && (
          <button type="button" class="button main" onClick={() => follow(work.work)}>
            {say('labs.pair.follow')}
          </button>
        )}
        <button type="button" class={work.partner ? 'button' : 'button main'} onClick={() => goOn(work.work)}>
          {say('labs.go-on-here')}
        </button>
      </div>
    </Message>
  );
}
