import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { dayRoutes } from './routes-day.ts';
import { importRoutes } from './routes-import.ts';
import { paperRoutes } from './routes-papers.ts';
import { settingsRoutes } from './routes-settings.ts';
import { slotRoutes } from './routes-slots.ts';
import { weekRoutes } from './routes-week.ts';

export function timetableRoutes(house: House) {
  return new Hono<Env>()
    .route('/', dayRoutes(house))
    .route('/', weekRoutes(house))
    .route('/', slotRoutes(house))
    .route('/', settingsRoutes(house))
    .route('/', paperRoutes(house))
    .route('/', importRoutes(house));
}
