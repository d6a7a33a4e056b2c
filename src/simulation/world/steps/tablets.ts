import { pupilsOfSchool, tabletsOfSchool } from '../cast.ts';
import { happen, openWindow, work, type SimTablet, type TabletFate } from '../tablet.ts';
import type { World } from '../world.ts';
import { stepKind } from './step.ts';

type Who = { readonly school: number; readonly tablet: number };

function tabletOf({ tablets }: World, { school, tablet }: Who): SimTablet | undefined {
  return tablets.filter(({ cast }) => cast.node === school)[tablet];
}

function tellWho({ school, tablet }: Who): string {
  return `tablet ${tablet + 1} of school ${school}`;
}

/** A pupil answers. Fewer than no points is an answer that the school refuses. */
export const answers = stepKind<Who & { pupil: number; task: number; points: number }>({
  name: 'answer',
  weight: 12,
  draw: (dice, { schools }) => ({
    school: dice.pick(schools),
    tablet: dice.int(tabletsOfSchool),
    pupil: dice.int(pupilsOfSchool),
    task: dice.int(3),
    points: dice.int(12) - 1,
  }),
  take: async (world, { pupil, task, points, ...who }) => {
    const tablet = tabletOf(world, who);
    const credential = tablet?.cast.credentials[pupil];
    if (!tablet || !credential) return;
    if (tablet.windows === 0) openWindow(world, tablet);
    const given = { credential, kind: 'sample.scored', body: { task: `t${task}`, points } };
    const { n } = tablet.disk.add(given, world.now);
    world.ledger.put.set(`${tablet.cast.tablet} ${n}`, points);
    happen(world, tablet, { type: 'news', now: world.now });
  },
  tell: ({ pupil, task, points, ...who }) =>
    `pupil ${pupil + 1} answers task ${task} for ${points} points on ${tellWho(who)}`,
});

export const sends = stepKind<Who & { jobs: number; fate: TabletFate }>({
  name: 'send',
  weight: 14,
  draw: (dice, { schools }) => ({
    school: dice.pick(schools),
    tablet: dice.int(tabletsOfSchool),
    jobs: 1 + dice.int(8),
    fate: dice.pick<TabletFate>(['fine', 'fine', 'fine', 'lost', 'half']),
  }),
  take: async (world, { jobs, fate, ...who }) => {
    const tablet = tabletOf(world, who);
    if (!tablet) return;
    for (let job = 0; job < jobs; job++) await work(tablet, fate);
  },
  tell: ({ jobs, fate, ...who }) => `${tellWho(who)} goes on with ${jobs} things, a request of it is ${fate}`,
});

export const reloads = stepKind<Who>({
  name: 'reload',
  weight: 1,
  draw: (dice, { schools }) => ({ school: dice.pick(schools), tablet: dice.int(tabletsOfSchool) }),
  take: async (world, who) => {
    const tablet = tabletOf(world, who);
    if (tablet) openWindow(world, tablet);
  },
  tell: (who) => `the page on ${tellWho(who)} is loaded anew`,
});
