import type { DiskLock } from '#lock/index.ts';
import { openNode, type OpenNode } from '../main.ts';
import type { Settings } from '../settings.ts';
import type { Stage } from './stage.ts';

export type RunningStage = Stage & { readonly name: 'running'; readonly node: OpenNode };

/** The node itself, until it must open anew (BOOT-4). Throws where its store cannot be opened. */
export async function runningStage(
  settings: Settings,
  web: (request: Request) => Response | Promise<Response>,
  lock: DiskLock,
): Promise<RunningStage> {
  const node = await openNode(settings, undefined, lock);
  const fetch: Stage['fetch'] = (request, connection) => {
    return new URL(request.url).pathname.startsWith('/api/') ? node.fetch(request, connection) : web(request);
  };
  return { name: 'running', fetch, over: node.over, close: node.close, node };
}
