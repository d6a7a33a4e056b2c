import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { designRoutes } from './routes-design.ts';
import { printRoutes } from './routes-print.ts';
import { hereRoutes } from './routes-here.ts';
import { planRoutes } from './routes-plan.ts';
import { sealRoutes } from './routes-seal.ts';
import { sheetRoutes } from './routes-sheets.ts';
import { studyRoutes } from './routes-studies.ts';

export function assessmentRoutes(house: House) {
  return new Hono<Env>()
    .route('/', studyRoutes(house))
    .route('/', hereRoutes(house))
    .route('/', planRoutes(house))
    .route('/', sheetRoutes(house))
    .route('/', designRoutes(house))
    .route('/', sealRoutes(house))
    .route('/', printRoutes(house));
}
