import { staticFiles } from '#http/static.ts';
import { diskLock } from '#lock/index.ts';
import type { Settings } from '../settings.ts';
import { listen } from './listen.ts';
import { nextStage } from './next-stage.ts';
import { bootPath, type Stage } from './stage.ts';

/** A node's process: it listens from its first moment on, whatever stage it is in (BOOT-1). */
export type BootedNode = {
  /** Where it listens, with the port that it got. */
  readonly address: string;
  /** The stage that answers now; between two, the one that comes. */
  readonly stage: () => Promise<Stage>;
  readonly close: () => Promise<void>;
};

/** Listens, and goes from stage to stage until it is closed. Throws where the first stage cannot be found. */
export async function bootNode(settings: Settings): Promise<BootedNode> {
  const web = staticFiles(settings.web);
  const lock = diskLock(settings.folder);
  let stage = Promise.resolve(await nextStage(settings, web, lock));
  const closing = Promise.withResolvers<'closing'>();
  // Between two stages requests wait for the one that comes: a node opens in less than a second.
  const server = await listen(settings, async (request, connection) => answer(await stage, request, connection));
  const goOn = async (): Promise<void> => {
    for (let end: unknown; end !== 'closing';) {
      const now = await stage;
      end = await Promise.race([now.over, closing.promise]);
      if (end === 'closing') await now.close();
      else stage = now.close().then(() => nextStage(settings, web, lock));
    }
  };
  const going = goOn();
  // A stage that cannot be found ends the program, as it does at the start: whoever runs it starts it again.
  const ended = going.catch((error: unknown) => {
    process.exitCode = 1;
    setImmediate(() => {
      throw error;
    });
  });
  const close = async (): Promise<void> => {
    await server.close();
    closing.resolve('closing');
    await ended;
  };
  return { address: server.address, stage: () => stage, close };
}

function answer(stage: Stage, request: Request, connection?: object): Response | Promise<Response> {
  const isBootAsked = request.method === 'GET' && new URL(request.url).pathname === bootPath;
  if (!isBootAsked) return stage.fetch(request, connection);
  return Response.json({ stage: stage.name }, { headers: { 'cache-control': 'no-store' } });
}
