import { useId, useState } from 'preact/hooks';
import { Message } from '#web/parts/message.tsx';
import type { Say } from '#web/words.ts';
import { isVirtualOnly } from '../model/real/virtual-only.ts';
import type { MineAnswer, OwnWork } from '../routes-mine.ts';
import type { Way } from './other-way.tsx';

type Props = {
  readonly lab: string;
  readonly task: string;
  /** Where it was done the other way already. */
  readonly only: Way | undefined;
  readonly mine: MineAnswer;
  readonly say: Say;
  readonly begin: (isReal: boolean, mate: string) => void;
  /** Goes on here with a work that was begun at another tablet. */
  readonly goOn: (work: string) => void;
  /** Looks on while the partner works. */
  readonly follow: (work: string) => void;
};

/** Before the bench: what is asked, alone or in a pair, and what was begun elsewhere. */
export function BenchBegin({ lab, task, only, mine, say, begin, goOn, follow }: Props) {
  const id = useId();
  const [mate, setMate] = useState('');
  const isRealOnly = lab.startsWith('real-') || only === 'real';
  const isVirtual = only === 'virtual' || isVirtualOnly(lab);
  const open = mine.works.filter((each) => each.lab === lab && each.task === task && !each.isHandedIn);
  // Where a work waits to be gone on with, that comes first.
  const main = open.length > 0 ? 'button' : 'button main large';
  return (
    <div class="sheet lab-begin">
      {!lab.startsWith('real-') && <p class="quiet">{say(`labs.${lab}.title`)}</p>}
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
          <button type="button" class={main} onClick={() => begin(false, mate)}>
            {say('labs.begin')}
          </button>
        )}
        {!isVirtual && (
          <button type="button" class={isRealOnly ? main : 'button'} onClick={() => begin(true, mate)}>
            {say('labs.begin.real')}
          </button>
        )}
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
