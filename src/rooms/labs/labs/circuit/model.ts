import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { CircuitFault, Flow } from '../../model/circuit/parts.ts';
import { flowAfter } from '../../model/circuit/transient.ts';
import type { Deed, Hidden, Model } from '../../model/world.ts';
import { boxed, edgeOf, meterData, meters, partsOf, places, type Boxed, type Circuit, type Meter } from './board.ts';

/** A source gives no more: its guard would switch off. Amperes. */
const mostAmperes = 4;
/** By then a capacitor's first rush through the wires is over. Seconds. */
const afterRush = 1;

type Now = { readonly flow: Flow; readonly charge: number };

/** Currents and voltages so many seconds after the last change. */
function flowAt(state: Circuit, seconds: number): Result<Now, CircuitFault> {
  const found = flowAfter(partsOf(state), { capacitor: state.charge }, seconds);
  if (!found.ok) return found;
  return ok({ flow: found.value.flow, charge: found.value.charge['capacitor'] ?? state.charge });
}

export function secondsOf({ at, since }: Circuit): number {
  return (at - since) / 1000;
}

function standsOn({ standing }: Circuit, part: Boxed): boolean {
  return Object.values(standing).some((each) => each.part === part);
}

/** The circuit changed by a hand: the capacitor keeps its charge, fuses burn, a source that would give too much is not let. */
function changed(before: Circuit, next: Circuit): Result<Circuit, Refusal> {
  const now = flowAt(before, secondsOf(before));
  return guarded({ ...next, since: next.at, charge: now.ok ? now.value.charge : before.charge });
}

function guarded(state: Circuit): Result<Circuit, Refusal> {
  const found = flowAt(state, standsOn(state, 'capacitor') ? afterRush : 0);
  if (!found.ok) return refuse(`labs.circuit.no.${found.error}`, 409);
  const { flow } = found.value;
  const burning = meters.filter((each) => Math.abs(flow.amperes(each)) > meterData[each].fuse);
  // Without them all may be well: each fuse burns once.
  if (burning.length > 0) return guarded({ ...state, burnt: [...state.burnt, ...burning] });
  const most = Math.max(...(['supply', 'battery'] as const).map((each) => Math.abs(flow.amperes(each))));
  return most > mostAmperes ? refuse('labs.circuit.no.short', 409) : ok(state);
}

/** What stands on an edge is turned round by putting it there again; a part that stood elsewhere is moved. */
function put(state: Circuit, part: string, from: string, to: string): Result<Circuit, Refusal> {
  const edge = edgeOf(from, to);
  if (edge === undefined) return refuse('labs.circuit.no.edge', 409);
  if (part !== 'wire' && !boxed.some((each) => each === part)) return refuse('labs.circuit.no.part', 409);
  const rest = Object.entries(state.standing).filter(
    ([on, each]) => on !== edge && (part === 'wire' || each.part !== part),
  );
  const before = state.standing[edge];
  const isTurned = before?.part === part && before.from === from && before.to === to;
  const standing = { part: part as Boxed | 'wire', from: isTurned ? to : from, to: isTurned ? from : to };
  return changed(state, { ...state, standing: Object.fromEntries([...rest, [edge, standing]]) });
}

function taken(state: Circuit, from: string, to: string): Result<Circuit, Refusal> {
  const edge = edgeOf(from, to) ?? '';
  if (!state.standing[edge]) return refuse('labs.circuit.no.empty', 409);
  const rest = Object.entries(state.standing).filter(([on]) => on !== edge);
  return changed(state, { ...state, standing: Object.fromEntries(rest) });
}

function done(
  state: Circuit,
  { do: deed, with: given = [] }: Extract<Deed, { readonly do: string }>,
): Result<Circuit, Refusal> {
  const [first = '', second = '', third = ''] = given.map(String);
  switch (deed) {
    case 'put':
      return put(state, first, second, third);
    case 'take':
      return taken(state, first, second);
    case 'probe':
      if (first !== 'plus' && first !== 'minus') return refuse('labs.no-such-deed', 409);
      if (second !== '' && !places.includes(second)) return refuse('labs.circuit.no.edge', 409);
      return changed(state, { ...state, [first]: second });
    case 'press':
      if (!standsOn(state, 'switch')) return refuse('labs.circuit.no.switch', 409);
      return changed(state, { ...state, isClosed: !state.isClosed });
    case 'fuse':
      return state.burnt.length > 0 ? changed(state, { ...state, burnt: [] }) : refuse('labs.circuit.no.burnt', 409);
    case 'clear':
      return changed(state, { ...state, standing: {}, plus: '', minus: '', isClosed: false });
    default:
      return refuse('labs.no-such-deed', 409);
  }
}

function shows(state: Circuit, meter: Meter): boolean {
  return standsOn(state, meter) && !state.burnt.includes(meter);
}

/** What an instrument has before it now; the voltmeter may keep what it had so many seconds after the last change. */
export function valueOf(state: Circuit, instrument: string): number | undefined {
  if (instrument === 'voltmeter') {
    const { plus, minus, time } = state;
    if (plus === '' || minus === '' || secondsOf(state) < time) return undefined;
    const found = flowAt(state, time > 0 ? time : secondsOf(state));
    return found.ok ? found.value.flow.volts(plus) - found.value.flow.volts(minus) : undefined;
  }
  const meter = meters.find((each) => each === instrument);
  if (meter === undefined || !shows(state, meter)) return undefined;
  const found = flowAt(state, secondsOf(state));
  if (!found.ok) return undefined;
  return found.value.flow.amperes(meter) * (meter === 'milliammeter' ? 1000 : 1);
}

/** A board on which one builds any circuit of what lies in a box; nothing is wired before. */
export const circuitModel: Model<Circuit> = {
  begin: ({ unknown = 8, force = 4.5, inner = 1, farads = 500 }: Hidden) => {
    return {
      unknown,
      force,
      inner,
      farads: farads / 1e6,
      supply: 0,
      rheostat: 10,
      time: 0,
      standing: {},
      plus: '',
      minus: '',
      isClosed: false,
      burnt: [],
      charge: 0,
      since: 0,
      at: 0,
    };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    if ('do' in deed) return done(state, deed);
    if (!('set' in deed)) return ok(state);
    // When the voltmeter keeps its value changes nothing in the circuit.
    if (deed.set === 'time') return ok({ ...state, time: Number(deed.to) });
    return changed(state, { ...state, [deed.set]: Number(deed.to) });
  },
  value: (state, instrument) => valueOf(state, instrument),
};
