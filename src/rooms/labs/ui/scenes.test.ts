import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Window } from 'happy-dom';
import { h, render, type ComponentType } from 'preact';
import { createServer, type ViteDevServer } from 'vite';
import { sayer, type Say } from '#web/words.ts';
import { labs } from '../labs/list.ts';
import { playCareful } from '../model/careful.ts';
import { emptyBench, replay, type Bench } from '../model/replay.ts';
import { aSeed } from '../testing.ts';

type Drawn = ComponentType<{ state: unknown; bench: Bench<unknown>; say: Say; act: () => void }>;
type Scenes = { readonly sceneOf: (lab: string) => Promise<Drawn> | undefined };

const room = join(import.meta.dirname, '..');
const wordsIn = (file: string) => JSON.parse(readFileSync(join(room, file), 'utf8')) as Record<string, string>;

describe('scenes', () => {
  let server: ViteDevServer;
  let scenes: Scenes;
  const window = new Window();

  before(async () => {
    Object.assign(globalThis, { document: window.document });
    server = await createServer({
      root: join(room, '..', '..', '..'),
      configFile: false,
      logLevel: 'error',
      appType: 'custom',
      server: { middlewareMode: true, hmr: false, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true, include: [] },
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    });
    scenes = (await server.ssrLoadModule('/src/rooms/labs/ui/scenes.ts')) as unknown as Scenes;
  });
  after(() => server?.close());

  it('LAB-1, LAB-18: each is drawn at the beginning and after a careful pupil, has a name, and holds no NaN', async () => {
    for (const { lab, load } of labs) {
      const spec = await load();
      const scene = await scenes.sceneOf(lab);
      assert.ok(scene, `${lab} has no scene`);
      const say = sayer({
        ...wordsIn('words/bench.kk.json'),
        ...wordsIn('words/unit.kk.json'),
        ...wordsIn(`labs/${lab}/words/kk.json`),
      });
      const [task] = spec.tasks;
      assert.ok(task);
      const benches = [emptyBench(spec, aSeed(3)), replay(spec, aSeed(3), playCareful(spec, task, aSeed(3)).actions)];
      for (const bench of benches) {
        const place = window.document.createElement('div');
        const act = (): void => undefined;
        render(h(scene, { state: bench.state, bench, say, act }), place as unknown as Element);
        const named = place.querySelector('[role=img], [role=group]')?.getAttribute('aria-label') ?? '';
        assert.ok(named !== '' && !named.startsWith('labs.'), `${lab}: the scene is called «${named}»`);
        assert.doesNotMatch(place.innerHTML, /NaN|undefined|>labs\./, lab);
        render(null, place as unknown as Element);
      }
    }
  });
});
