import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Lights } from './door.ts';
import type { OutboxStore } from './outbox-store.ts';

export type WatchedLights = {
  readonly of: (person: string) => ReadonlySignal<Lights>;
  /** Counts again for all who were asked for; calls that come meanwhile share one count. */
  readonly look: () => Promise<void>;
};

const noLights: Lights = { waiting: 0, atSchool: 0, atRegion: 0, parked: 0 };

export function watchedLights(store: OutboxStore): WatchedLights {
  const byPerson = new Map<string, Signal<Lights>>();
  let isLooking = false;
  let isStale = false;
  const look = async (): Promise<void> => {
    isStale = true;
    if (isLooking) return;
    isLooking = true;
    while (isStale) {
      isStale = false;
      for (const [person, lights] of byPerson) await lookFor(store, person, lights);
    }
    isLooking = false;
  };
  const of: WatchedLights['of'] = (person) => {
    const known = byPerson.get(person);
    if (known) return known;
    const lights = signal(noLights);
    byPerson.set(person, lights);
    void look();
    return lights;
  };
  return { of, look };
}

async function lookFor(store: OutboxStore, person: string, lights: Signal<Lights>): Promise<void> {
  const found = await store.lightsOf(person).catch(() => lights.peek());
  const isSame = (Object.keys(found) as (keyof Lights)[]).every((light) => found[light] === lights.peek()[light]);
  if (!isSame) lights.value = found;
}
