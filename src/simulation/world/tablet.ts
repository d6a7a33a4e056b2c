import { acknowledgedByRegion } from '#sync/status.ts';
import { lacks, regionHas } from '#people/routes-tablets.ts';
import {
  decide,
  freshSender,
  type Batch,
  type Command,
  type Event,
  type Failure,
  type Sender,
} from '#web/outbox/sender-model.ts';
import { SimDisk, aRow } from '#web/outbox/testing.ts';
import type { SentEntry, WorkAnswer } from '#web/outbox/entry.ts';
import { castTablets, type CastTablet } from './cast.ts';
import type { Running } from './node.ts';
import type { World } from './world.ts';

/** What befalls a request of a tablet. `half`: the school did it, and the reply was lost. */
export type TabletFate = 'fine' | 'lost' | 'half';

type Job = (fate: TabletFate) => Promise<void> | void;

/** A tablet: what its browser keeps, and the window that sends, with what it began and is not yet over. */
export type SimTablet = {
  readonly cast: CastTablet;
  readonly disk: SimDisk;
  sender: Sender;
  jobs: Job[];
  windows: number;
};

export function castOfTablets(): SimTablet[] {
  return castTablets.map((cast) => {
    const disk = new SimDisk(aRow({ tablet: cast.tablet, token: `t1.${cast.tablet}` }));
    return { cast, disk, sender: freshSender, jobs: [], windows: 0 };
  });
}

/** The page is loaded anew: what the old one had under way is gone, and so is its hold on sending. */
export function openWindow(world: World, tablet: SimTablet): void {
  tablet.windows++;
  tablet.jobs = [];
  tablet.sender = freshSender;
  tablet.disk.lease = undefined;
  happen(world, tablet, { type: 'tick', now: world.now });
}

export function happen(world: World, tablet: SimTablet, event: Event): void {
  const { sender, commands } = decide(tablet.sender, event);
  if (sender.isMine && !tablet.sender.isMine) tablet.disk.unpark();
  tablet.sender = sender;
  for (const command of commands) begin(world, tablet, command);
}

/** Does the next of the things that are under way; says whether there was one. */
export async function work(tablet: SimTablet, fate: TabletFate): Promise<boolean> {
  const job = tablet.jobs.shift();
  await job?.(fate);
  return job !== undefined;
}

function begin(world: World, tablet: SimTablet, command: Command): void {
  const { disk, jobs } = tablet;
  if (command.do === 'hold') {
    const isMine = (): boolean => disk.hold(`w${tablet.windows}`, world.now);
    jobs.push(() => happen(world, tablet, { type: 'held', now: world.now, isMine: isMine() }));
  } else if (command.do === 'look') {
    jobs.push(() => happen(world, tablet, { type: 'found', now: world.now, found: disk.look(command) }));
  } else if (command.do === 'park') {
    jobs.push(() => {
      disk.park(command.entry, command.key, world.now);
      happen(world, tablet, { type: 'answered', now: world.now, isUseful: true });
    });
  } else if (command.do !== 'wake') {
    const batch = command.do === 'send' ? command.batch : { tablet: command.tablet, entries: [] };
    jobs.push((fate) => request(world, tablet, batch, fate));
  }
}

const noServer: Failure = { key: 'web.no-server', status: 0 };

async function request(world: World, tablet: SimTablet, batch: Batch, fate: TabletFate): Promise<void> {
  const answer = fate === 'lost' ? noServer : await ask(world, tablet, batch);
  const failure = fate === 'half' ? noServer : 'status' in answer ? answer : undefined;
  if (failure) return happen(world, tablet, { type: 'failed', now: world.now, failure, batch, dice: 0.5 });
  tablet.disk.absorb(batch.tablet.tablet, answer as WorkAnswer, batch.tablet.answers, world.now);
  happen(world, tablet, { type: 'answered', now: world.now, isUseful: true });
}

/** What `people/routes-tablets.ts` answers, from the node of the school. */
async function ask(world: World, { cast, disk }: SimTablet, batch: Batch): Promise<WorkAnswer | Failure> {
  const node = world.nodes[cast.node];
  const { up } = node ?? {};
  if (!node || !up) return noServer;
  try {
    if (!(await isEnrolled(up))) return { key: 'people.tablet-first', status: 403 };
    const entries = JSON.parse(JSON.stringify(disk.toSend(batch.entries))) as SentEntry[];
    const lost = await lacks(up.house, cast.tablet, batch.tablet.known);
    const results = entries.length > 0 ? await up.work.take(up.house, cast.tablet, entries) : [];
    const region = await regionHas(up.house, acknowledgedByRegion(up.house, up.desk), cast.tablet);
    if (!node.disk.isOn) return noServer;
    return { ...lost, results, region, node: up.log.self.node, epoch: up.log.self.epoch };
  } catch (error) {
    if (!node.disk.isOn) return noServer;
    world.surprise(error, node);
    return { key: 'http.unexpected', status: 500 };
  }
}

/** A server in the place of a burnt one knows its tablets once something of what the school wrote before is there again. */
async function isEnrolled({ house: { self }, log }: Running): Promise<boolean> {
  const isThere = log.streams().some(({ stream, next }) => stream.node === self.node && stream.epoch === 1 && next > 1);
  return isThere || (await log.read.get('select seq from log_loose limit 1')) !== undefined;
}
