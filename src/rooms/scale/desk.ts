import { mintId, regionScope } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import { calibrateBeside } from './calibrate-thread.ts';
import { keepJson, splitResult } from './kept-result.ts';
import { method, type CellResult, type Stage } from './model/cell.ts';
import type { Fault } from './model/fault.ts';
import { calibrated, parametersSet, scaleScope } from './records.ts';
import { draws, prepareTask, type PreparedTask } from './task.ts';

/** A calibration under way, or how the last one ended that gave nothing. */
export type DeskState = {
  readonly study: string;
  readonly cell: string;
  readonly stage: Stage | 'reading' | 'keeping' | 'failed' | 'stopped';
  readonly since: number;
  /** Why it gave nothing: a key of the words, and what it concerns. */
  readonly why?: string;
  readonly items?: readonly string[];
};

export type CalibrationDesk = {
  readonly states: (study: string) => readonly DeskState[];
  /** Begins; refused where the cell is being calibrated, or nobody has answered. Resolves when it runs. */
  readonly begin: (study: string, cell: string, actor: string, seed?: string) => Promise<Result<undefined, Refusal>>;
  readonly stop: (study: string, cell: string) => boolean;
  /** Resolves when nothing runs any more. */
  readonly settled: () => Promise<void>;
};

/** SCL-20: calibrations of this node, each in a thread of its own, one a cell at a time. */
export function calibrationDesk(house: House): CalibrationDesk {
  const states = new Map<string, DeskState>();
  const stops = new Map<string, () => void>();
  const runs = new Set<Promise<void>>();
  const set = (of: DeskState): void => void states.set(`${of.study} ${of.cell}`, of);

  const run = async (prepared: PreparedTask, actor: string, since: number): Promise<void> => {
    const { study, cell, task } = prepared;
    const place = `${study} ${cell}`;
    const thread = calibrateBeside(task, (stage) => set({ study, cell, stage, since }));
    stops.set(place, thread.stop);
    try {
      const result = await thread.result;
      stops.delete(place);
      if (!result) return set({ study, cell, stage: 'stopped', since });
      if (!result.ok) return set({ study, cell, stage: 'failed', since, ...said(result.error) });
      set({ study, cell, stage: 'keeping', since });
      await keep(house, prepared, result.value, actor);
      states.delete(place);
    } catch (error) {
      stops.delete(place);
      set({ study, cell, stage: 'failed', since, why: 'scale.fault.unexpected' });
      throw error;
    }
  };

  return {
    states: (study) => [...states.values()].filter((state) => state.study === study),
    begin: async (study, cell, actor, seed) => {
      const place = `${study} ${cell}`;
      const known = states.get(place);
      if (known && known.stage !== 'failed' && known.stage !== 'stopped') return refuse('scale.runs-already', 409);
      const since = house.clock.now();
      set({ study, cell, stage: 'reading', since });
      const text = (): string => mintId<string>(house.randomness);
      const prepared = await prepareTask(house, { study, cell, seed: seed ?? text(), salt: text() + text() });
      if (!prepared.ok) {
        states.delete(place);
        return prepared;
      }
      const running = run(prepared.value, actor, since).finally(() => runs.delete(running));
      // What goes wrong there is a bug, which the frame reports as any other of a job.
      runs.add(running);
      return ok(undefined);
    },
    stop: (study, cell) => {
      const stop = stops.get(`${study} ${cell}`);
      stop?.();
      return stop !== undefined;
    },
    settled: async () => void (await Promise.allSettled(runs)),
  };
}

function said({ why, items }: Fault): Pick<DeskState, 'why' | 'items'> {
  return { why: `scale.fault.${why}`, items };
}

async function keep(house: House, prepared: PreparedTask, result: CellResult, actor: string): Promise<void> {
  const { study, start, cell, salt, inputs, task } = prepared;
  const { kept, scores } = splitResult(result, task.persons);
  const files = { result: await keepJson(house, kept), scores: await keepJson(house, scores) };
  const schools = new Set(task.persons.map(({ school }) => school)).size;
  await house.log.write((on) => {
    const calibration = on.mint<string>();
    const names = new Set([...(task.start?.items ?? []), ...(task.end?.items ?? [])].map(({ item }) => item));
    const about = { calibration, study, ...(start ? { start } : {}), cell, method, seed: task.seed, salt, draws };
    const counts = { pupils: task.persons.length, schools, items: names.size };
    const set = [
      kept.start ? { time: kept.start, of: start ?? study } : undefined,
      kept.end ? { time: kept.end, of: study } : undefined,
    ];
    const parameters = set.flatMap((each) => {
      if (!each) return [];
      const items = each.time.models.map(({ item, slope, points, cumulative }) => ({
        item,
        slope,
        points: [...points],
        cumulative: [...cumulative],
      }));
      const { mean, sd } = each.time.population;
      const body = { calibration, study: each.of, cell, items, population: { mean, sd }, scale: { ...kept.scale } };
      return [parametersSet.draft(regionScope, actor, body)];
    });
    return {
      records: [calibrated.draft(scaleScope, actor, { ...about, inputs, ...counts, ...files }), ...parameters],
      answer: undefined,
    };
  });
}
