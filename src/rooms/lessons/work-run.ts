import { z } from 'zod/mini';
import { schoolScope, type PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { workKind, type House, type WorkKind } from '#http/house.ts';
import type { Deciding } from '#log/log.ts';
import { countPulses, findRun } from './queries-run.ts';
import { helpAsked, pulse, runReady } from './records-run.ts';

const run = z.string().check(z.maxLength(40));
const raised = z.object({ run, isRaised: z.boolean() });
/** Two pupils share a tablet, one corrects a slip: more is play. */
const maxPulses = 4;

/** What pupils say in a lesson besides their answers, as their tablets send it; late too, for the lesson may be over. */
export function runWork(): readonly WorkKind[] {
  return [
    workKind('lessons.help-asked', raised, async (on, house, { via, person, body }) => {
      const scope = await scopeOfRun(on, house, body.run);
      if (!scope) return refuse('lessons.run.none', 404);
      return ok([helpAsked.draft(scope, person, { ...body, person }, via)]);
    }),
    workKind('lessons.run-ready', runReady.schema, async (on, house, { via, person, body }) => {
      const scope = await scopeOfRun(on, house, body.run);
      if (!scope) return refuse('lessons.run.none', 404);
      return ok([runReady.draft(scope, person, body, via)]);
    }),
    workKind('lessons.pulse', pulse.schema, async (on, house, { via, body }) => {
      const scope = await scopeOfRun(on, house, body.run);
      if (!scope) return refuse('lessons.run.none', 404);
      const isPlay = (await countPulses(on, body.run, via.tablet)) >= maxPulses;
      // LES-80: nobody's name stands in it.
      return ok(isPlay ? [] : [pulse.draft(scope, body.run as PersonId, body, via)]);
    }),
  ];
}

async function scopeOfRun(on: Deciding, house: House, id: string) {
  const { school } = house.self;
  return school && (await findRun(on, school, id)) ? schoolScope(school) : undefined;
}
