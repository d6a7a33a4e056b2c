import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Doors } from './doors.ts';
import { assessmentRoutes } from './routes-assessments.ts';
import { ownRoutes } from './routes-own.ts';
import { pointRoutes } from './routes-points.ts';
import { resultRoutes } from './routes-results.ts';

export function journalRoutes(house: House, doors: Doors) {
  return new Hono<Env>()
    .route('/', pointRoutes(house, doors))
    .route('/', assessmentRoutes(house, doors))
    .route('/', ownRoutes(house, doors))
    .route('/', resultRoutes(house, doors));
}
