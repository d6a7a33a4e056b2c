import { useState } from 'preact/hooks';
import { useSay } from '#web/app.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

type Props = { label: string; length: number; isShown?: boolean; isBusy?: boolean; done: (text: string) => void };

/** Large digits for fingers; a keyboard types into the field above them. Done when the last digit is in. */
export function DigitPad({ label, length, isShown, isBusy, done }: Props) {
  const say = useSay();
  const [text, setText] = useState('');
  const type = (typed: string): void => {
    const next = typed.replaceAll(/\D/g, '').slice(0, length);
    if (next.length < length) return setText(next);
    setText('');
    done(next);
  };
  return (
    <div class="digit-pad">
      <label for="digits">{label}</label>
      <input
        id="digits"
        class={isShown ? 'input digits' : 'input digits hidden-digits'}
        inputMode="none"
        autocomplete="off"
        autofocus
        disabled={isBusy}
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <div class="keys">
        {digits.map((digit) => (
          <Key key={digit} digit={digit} isBusy={isBusy} press={() => type(text + digit)} />
        ))}
        <span />
        <Key digit="0" isBusy={isBusy} press={() => type(`${text}0`)} />
        <button
          type="button"
          class="tile key"
          aria-label={say('people.erase-digit')}
          disabled={isBusy || text === ''}
          onClick={() => setText(text.slice(0, -1))}
        >
          ⌫
        </button>
      </div>
    </div>
  );
}

function Key({ digit, isBusy, press }: { digit: string; isBusy: boolean | undefined; press: () => void }) {
  return (
    <button type="button" class="tile key" disabled={isBusy} onClick={press}>
      {digit}
    </button>
  );
}
