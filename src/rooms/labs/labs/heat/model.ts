import { ok, refuse } from '#kernel/result.ts';
import type { Deed, Hidden, Model } from '../../model/world.ts';
import { warmthAfter, type Contents, type Warmth } from './exchange.ts';

export type Heat = {
  /** °C of the room, and of water that boils at this place. */
  readonly room: number;
  readonly boil: number;
  /** The inner cup of aluminium, in grams. */
  readonly cup: number;
  /** Specific heat of the unknown metal, J/(g·K). */
  readonly metal: number;
  readonly water: number;
  readonly mass: number;
  readonly body: 'metal' | 'water';
  readonly lid: 'on' | 'off';
  /** The cup stands on the balance; is in the calorimeter with cold water; has the hot body in it. */
  readonly stage: 'empty' | 'filled' | 'mixed';
  readonly at: number;
  /** What was so warm at which time, since the hot body is in: one for each time the lid was moved. */
  readonly phases: readonly (Warmth & { readonly since: number; readonly lid: 'on' | 'off' })[];
};

/** J/(g·K): water at 15 °C, aluminium (CRC Handbook of Chemistry and Physics). */
export const capacities = { water: 4.186, aluminium: 0.897 } as const;
/** W/K to the room, with the lid and without. */
const losses = { on: 0.03, off: 0.6 } as const;
/** When the thermometer's memory keeps what it shows, in milliseconds since the hot body went in. */
const memory: Readonly<Record<string, number>> = { one: 60_000, two: 120_000 };

export function contentsOf({ cup, water, mass, metal, body }: Heat, lid: 'on' | 'off'): Contents {
  const inside = cup * capacities.aluminium + water * capacities.water;
  return body === 'water'
    ? { inside: inside + mass * capacities.water, body: 0, loss: losses[lid] }
    : { inside, body: mass * metal, loss: losses[lid] };
}

/** How warm the mixture, the body and the thermometer were at a time, in °C; before the hot body is in, as the room is. */
export function warmthAt(state: Heat, at: number): Warmth {
  const phase = state.phases.findLast(({ since }) => since <= at);
  if (!phase) return { inside: state.room, body: state.boil, probe: state.room };
  const { inside, body, probe } = warmthAfter(contentsOf(state, phase.lid), phase, (at - phase.since) / 1000);
  return { inside: inside + state.room, body: body + state.room, probe: probe + state.room };
}

/** Milliseconds since the hot body is in; undefined before. */
export function sinceOf({ phases, at }: Heat): number | undefined {
  return phases[0] && at - phases[0].since;
}

function dropped(state: Heat): Heat {
  const { body, mass, boil, room, cup, water, at, lid } = state;
  const hot = boil - room;
  const cold = cup * capacities.aluminium + water * capacities.water;
  const poured = mass * capacities.water;
  const inside = body === 'water' ? (poured * hot) / (cold + poured) : 0;
  return { ...state, stage: 'mixed', phases: [{ since: at, lid, inside, body: hot, probe: 0 }] };
}

function set(state: Heat, { set: name, to }: Extract<Deed, { readonly set: string }>): ReturnType<Model<Heat>['act']> {
  if (name === 'lid') {
    const lid = to === 'off' ? 'off' : 'on';
    const { inside, body, probe } = warmthAt(state, state.at);
    const room = state.room;
    const phase = { since: state.at, lid, inside: inside - room, body: body - room, probe: probe - room } as const;
    return ok({ ...state, lid, phases: state.stage === 'mixed' ? [...state.phases, phase] : [] });
  }
  if (state.stage === 'mixed' || (name === 'water' && state.stage === 'filled'))
    return refuse('labs.heat.no.filled', 409);
  if (name === 'body') return ok({ ...state, body: to === 'metal' ? 'metal' : 'water' });
  return ok({ ...state, [name]: Number(to) });
}

/** A calorimeter: cold water in a cup of aluminium, something hot that goes into it, and a room that takes its share. */
export const heatModel: Model<Heat> = {
  begin: ({ room = 20, boil = 100, cup = 50, metal = 500 }: Hidden) => {
    const set = { water: 150, mass: 100, body: 'water', lid: 'on' } as const;
    return { room, boil, cup, metal: metal / 1000, ...set, stage: 'empty', at: 0, phases: [] };
  },
  advance: (state, milliseconds) => ({ ...state, at: state.at + milliseconds }),
  act: (state, deed) => {
    if ('set' in deed) return set(state, deed);
    if (!('do' in deed)) return ok(state);
    switch (deed.do) {
      case 'pour':
        return state.stage === 'empty' ? ok({ ...state, stage: 'filled' }) : refuse('labs.heat.no.poured', 409);
      case 'drop':
        if (state.stage === 'empty') return refuse('labs.heat.no.cup', 409);
        if (state.stage === 'mixed') return refuse('labs.heat.no.dropped', 409);
        if (state.body === 'metal' && state.water === 0) return refuse('labs.heat.no.dry', 409);
        return ok(dropped(state));
      case 'empty':
        return ok({ ...state, stage: 'empty', phases: [] });
      default:
        return refuse('labs.no-such-deed', 409);
    }
  },
  value: (state, instrument) => {
    switch (instrument) {
      case 'balance':
        return state.stage === 'empty' ? state.cup : 0;
      case 'bath':
        return state.boil;
      case 'cold':
        return state.stage === 'mixed' ? undefined : state.room;
      default: {
        const [begin, after] = [state.phases[0]?.since, memory[instrument]];
        if (begin === undefined || after === undefined || state.at < begin + after) return undefined;
        return warmthAt(state, begin + after).probe;
      }
    }
  },
};
