import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { hereRoutes } from './routes-here.ts';
import { planRoutes } from './routes-plan.ts';
import { sheetRoutes } from './routes-sheets.ts';
import { studyRoutes } from './routes-studies.ts';

export function assessmentRoutes(house: House) {
  return new Hono<Env>()
    .route('/', studyRoutes(house))
    .route('/', hereRoutes(house))
    .route('/', planRoutes(house))
    .route('/', sheetRoutes(house));
}
