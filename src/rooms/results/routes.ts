import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { paperRoutes } from './routes-papers.ts';
import { regionRoutes } from './routes-region.ts';
import { releaseRoutes } from './routes-releases.ts';
import { schoolRoutes } from './routes-school.ts';
import type { Sources } from './sources.ts';

export function resultsRoutes(house: House, sources: Sources) {
  return new Hono<Env>()
    .route('/', schoolRoutes(house, sources))
    .route('/', regionRoutes(house, sources))
    .route('/', releaseRoutes(house, sources))
    .route('/', paperRoutes(house, sources));
}
