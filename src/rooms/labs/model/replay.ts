import { shownBy, type Instrument, type Shown } from './instrument.ts';
import type { Seed } from './noise.ts';
import { hiddenOf, type Action, type Control, type Deed, type Hidden, type HiddenSpec, type Model } from './world.ts';

/** What of a lab its world is made of. */
export type WorldSpec<State> = {
  readonly hidden: readonly HiddenSpec[];
  readonly controls: readonly Control[];
  readonly instruments: readonly Instrument[];
  readonly model: Model<State>;
};

export type Reading = { readonly n: number; readonly at: number; readonly instrument: string; readonly shown: Shown };

/** A bench as it stands. */
export type Bench<State> = {
  readonly hidden: Hidden;
  readonly state: State;
  /** Lab time in milliseconds. */
  readonly at: number;
  /** The number of the newest action. */
  readonly n: number;
  readonly settings: Readonly<Record<string, number | string>>;
  readonly zeroed: ReadonlySet<string>;
  readonly broken: ReadonlySet<string>;
  readonly readings: readonly Reading[];
  /** Deeds that could not be done, by the number of the action and the key of the reason. */
  readonly refused: readonly { readonly n: number; readonly key: string }[];
};

export function emptyBench<State>(spec: WorldSpec<State>, seed: Seed): Bench<State> {
  const hidden = hiddenOf(spec.hidden, seed);
  return {
    hidden,
    state: spec.model.begin(hidden),
    at: 0,
    n: 0,
    settings: Object.fromEntries(spec.controls.map(({ name, first }) => [name, first])),
    zeroed: new Set(),
    broken: new Set(),
    readings: [],
    refused: [],
  };
}

/**
 * LAB-5: the bench after an action. An action that comes twice, out of its number, or with a time that goes back, changes
 * nothing: what is not a bench's history is found by `checkActions`.
 */
export function acted<State>(spec: WorldSpec<State>, seed: Seed, bench: Bench<State>, action: Action): Bench<State> {
  if (action.n !== bench.n + 1 || !(action.at >= bench.at)) return bench;
  const later = advanced(spec, bench, action.at);
  const now = { ...later, n: action.n };
  if ('read' in action) return read(spec, seed, now, action.read);
  if ('do' in action && action.do === 'zero') return zeroed(spec, now, String(action.with?.[0] ?? ''));
  const deed = withinControl(spec.controls, action);
  if (!deed) return refusedIn(now, 'labs.no-such-setting');
  const done = spec.model.act(now.state, deed, seed, action.n);
  if (!done.ok) return refusedIn(now, done.error.key);
  const settings = 'set' in deed ? { ...now.settings, [deed.set]: deed.to } : now.settings;
  return harmed(spec, seed, { ...now, state: done.value, settings });
}

/** LAB-5: the whole history of a bench, from nothing. */
export function replay<State>(spec: WorldSpec<State>, seed: Seed, actions: readonly Action[]): Bench<State> {
  return actions.reduce((bench, action) => acted(spec, seed, bench, action), emptyBench(spec, seed));
}

/** The bench at a later lab time. */
export function advanced<State>({ model }: WorldSpec<State>, bench: Bench<State>, at: number): Bench<State> {
  return at > bench.at ? { ...bench, at, state: model.advance(bench.state, at - bench.at) } : bench;
}

/** What a pupil sees on an instrument without reading it into the table: without noise, so that a look costs nothing. */
export function pointerOf<State>(spec: WorldSpec<State>, seed: Seed, bench: Bench<State>, name: string): Shown {
  const instrument = spec.instruments.find((each) => each.name === name);
  if (!instrument) return 'nothing';
  if (bench.broken.has(name)) return 'broken';
  const value = spec.model.value(bench.state, name, seed, bench.n);
  return shownBy(seed, { ...instrument, noise: 0 }, value, 0, bench.zeroed.has(name));
}

function read<State>(spec: WorldSpec<State>, seed: Seed, bench: Bench<State>, name: string): Bench<State> {
  const instrument = spec.instruments.find((each) => each.name === name);
  if (!instrument) return refusedIn(bench, 'labs.no-such-instrument');
  const value = spec.model.value(bench.state, name, seed, bench.n);
  const shown = bench.broken.has(name) ? 'broken' : shownBy(seed, instrument, value, bench.n, bench.zeroed.has(name));
  return { ...bench, readings: [...bench.readings, { n: bench.n, at: bench.at, instrument: name, shown }] };
}

function zeroed<State>({ instruments }: WorldSpec<State>, bench: Bench<State>, name: string): Bench<State> {
  const found = instruments.find((each) => each.name === name);
  if (!found?.isZeroable) return refusedIn(bench, 'labs.cannot-be-zeroed');
  return { ...bench, zeroed: new Set([...bench.zeroed, name]) };
}

/** An instrument that was asked for more than it bears is spoilt from now on, and the bench says so. */
function harmed<State>(spec: WorldSpec<State>, seed: Seed, bench: Bench<State>): Bench<State> {
  const spoilt = spec.instruments.filter(({ name, harm }) => {
    if (harm === undefined || bench.broken.has(name)) return false;
    const value = spec.model.value(bench.state, name, seed, bench.n);
    return value !== undefined && Math.abs(value) > harm;
  });
  return spoilt.length === 0
    ? bench
    : { ...bench, broken: new Set([...bench.broken, ...spoilt.map(({ name }) => name)]) };
}

function refusedIn<State>(bench: Bench<State>, key: string): Bench<State> {
  return { ...bench, refused: [...bench.refused, { n: bench.n, key }] };
}

/** A setting is one of the control's, on its step; anything else is none. */
function withinControl(controls: readonly Control[], deed: Deed): Deed | undefined {
  if (!('set' in deed)) return deed;
  const control = controls.find(({ name }) => name === deed.set);
  if (!control) return undefined;
  if (control.kind === 'choice') return control.of.includes(String(deed.to)) ? deed : undefined;
  const { from, to, step } = control;
  const wanted = Number(deed.to);
  if (!Number.isFinite(wanted) || wanted < from - step / 2 || wanted > to + step / 2) return undefined;
  return { set: deed.set, to: Number((from + Math.round((wanted - from) / step) * step).toFixed(10)) };
}
