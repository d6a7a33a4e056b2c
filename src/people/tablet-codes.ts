import type { PersonId, Randomness } from '#kernel/ids.ts';
import { hour, type Instant } from '#kernel/time.ts';

/** A tablet code is typed in by hand: 7 random digits and one that checks them. It serves a trolley of tablets. */
const lifetime = 2 * hour;
const maxWrong = 20;

export type TabletCodes = {
  make(by: PersonId, now: Instant, randomness: Randomness): { readonly code: string; readonly until: number };
  /** Who made the code, while it is valid. Too many wrong ones end all codes: the next is a tap away. */
  use(code: string, now: Instant): PersonId | undefined;
};

export function tabletCodes(): TabletCodes {
  const codes = new Map<string, { readonly by: PersonId; readonly until: number }>();
  let wrong = 0;
  const make: TabletCodes['make'] = (by, now, randomness) => {
    const digits = [...randomness.bytes(7)].map((byte) => byte % 10);
    const code = [...digits, checkDigit(digits)].join('');
    const until = now + lifetime;
    codes.set(code, { by, until });
    wrong = 0;
    return { code, until };
  };
  const use: TabletCodes['use'] = (code, now) => {
    const found = codes.get(code.replaceAll(/\D/g, ''));
    if (found && found.until > now) return found.by;
    if (++wrong >= maxWrong) codes.clear();
    return undefined;
  };
  return { make, use };
}

/** Luhn's digit: catches one wrong digit and two swapped ones. */
function checkDigit(digits: readonly number[]): number {
  const sum = digits.toReversed().reduce((total, digit, n) => {
    const doubled = n % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
