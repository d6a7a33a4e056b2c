import { join } from 'node:path';
import { schoolScope } from '#kernel/ids.ts';
import { minute } from '#kernel/time.ts';
import type { House, JobStart } from '#http/house.ts';
import { readState } from './box/state.ts';
import { lookForUnneeded, newestOffered, progressOf } from './coming.ts';
import { makeReady, type ReleaseDesk } from './desk.ts';
import { offerOf } from './publish.ts';
import { selectRunning } from './queries.ts';
import { published, running, withdrawn } from './records.ts';
import { isNight, readReleaseSettings } from './settings.ts';
import { readyOf } from './status.ts';
import { askFor } from './switch.ts';

/** How often a school's node looks whether a release has come. */
const every = minute;

/** Looks after releases that come by themselves (REL-13, REL-14); `changed` is called where other files are named now. */
export function keepReleases(desk: ReleaseDesk, changed: () => void): JobStart {
  return (house) => {
    let isStopping = false;
    let isLooking = false;
    let going: Promise<void> = Promise.resolve();
    const turn = (): void => {
      if (isStopping || isLooking || desk.isBusy) return;
      isLooking = true;
      going = lookOnce(house, desk, changed)
        .catch(() => undefined)
        .then(() => void (isLooking = false));
    };
    const timer = setInterval(turn, every);
    timer.unref();
    const stopHearing = house.log.onCommit((records) => {
      if (records.some(({ type }) => type === published.type || type === withdrawn.type)) turn();
    });
    desk.look = turn;
    turn();
    return async () => {
      isStopping = true;
      stopHearing();
      clearInterval(timer);
      await going;
    };
  };
}

/** One look: says what runs, narrows what has to come, unpacks what has come, and begins it at night. */
export async function lookOnce(house: House, desk: ReleaseDesk, changed: () => void): Promise<void> {
  if (!house.self.school) return;
  await sayWhatRuns(house, desk);
  const newest = await newestOffered(house.log.read, desk);
  if (!newest) return;
  if (await lookForUnneeded(house, desk, newest)) changed();
  if (!desk.installed.programs || (await isBad(desk, newest.version))) return;
  if ((await readyOf(desk)) !== newest.version) {
    const { bytes, total } = await progressOf(house, desk, newest);
    const offer = await offerOf(house.files, newest);
    if (!offer || bytes < total) return;
    const made = await makeReady(desk, offer);
    desk.work = made.ok ? undefined : { what: 'refused', refusal: made.error, at: house.clock.now() };
    if (!made.ok) return;
  }
  const { isAutomatic } = await readReleaseSettings(house.log);
  const now = house.clock.now();
  if (isAutomatic && isNight(now)) await askFor(desk, newest.version, now);
}

/** A release that was gone back from is begun again by a person only. */
async function isBad({ installed: { programs } }: ReleaseDesk, version: string): Promise<boolean> {
  const state = programs ? await readState(join(programs, 'releases')) : undefined;
  return state?.bad.includes(version) ?? false;
}

/** The region sees which server runs what, and who went back. Written only where it has changed. */
async function sayWhatRuns({ self, log }: House, { installed }: ReleaseDesk): Promise<void> {
  const { version, platform = 'other', programs } = installed;
  // Who works on the program runs it from a tree: that is no release.
  if (!self.school || !programs) return;
  const { school } = self;
  const went = (await readState(join(programs, 'releases')))?.wentBack;
  const wentBack = went && went.to === version ? { from: went.from, why: went.why } : undefined;
  const before = (await selectRunning(log.read)).find((row) => row.school === school);
  if (before?.version === version && before.backFrom === (wentBack?.from ?? '')) return;
  const body = { version, platform, ...(wentBack ? { wentBack } : {}) };
  await log.write(() => ({ records: [running.draft(schoolScope(school), 'node', body)], answer: undefined }));
}
