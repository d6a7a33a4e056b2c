import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { assessmentRoutes } from './routes-assessments.ts';
import { carryRoutes } from './routes-carry.ts';
import { hubRoutes } from './routes-hub.ts';
import { ownRoutes } from './routes-own.ts';
import { pointRoutes } from './routes-points.ts';
import { resultRoutes } from './routes-results.ts';

export function journalRoutes(house: House) {
  return new Hono<Env>()
    .route('/', pointRoutes(house))
    .route('/', assessmentRoutes(house))
    .route('/', carryRoutes(house))
    .route('/', hubRoutes(house))
    .route('/', ownRoutes(house))
    .route('/', resultRoutes(house));
}
