import type { Say } from '#web/words.ts';
import { isVirtualOnly } from '../model/real/virtual-only.ts';
import type { BenchSession } from './bench-session.ts';

/** With real apparatus, or at the bench of the screen. */
export type Way = 'real' | 'virtual';

/** LAB-13: what was handed in can be done the other way too, so that both results stand side by side; and back again. */
export function OtherWay({
  session: { spec, stored },
  has,
  say,
  open,
  begin,
}: {
  session: BenchSession;
  /** Whether it was begun the other way. */
  has: boolean;
  say: Say;
  open: () => void;
  begin: (way: Way) => void;
}) {
  const { isReal, isHandedIn } = stored.value;
  const isOneWay = spec.instruments.length === 0 || isVirtualOnly(spec.lab);
  if (isOneWay || !(has || isHandedIn)) return null;
  const way: Way = isReal ? 'virtual' : 'real';
  return (
    <p class="lab-other">
      <button type="button" class="button bare" onClick={has ? open : () => begin(way)}>
        {say(`labs.other.${has ? 'open' : 'begin'}-${way}`)}
      </button>
    </p>
  );
}
