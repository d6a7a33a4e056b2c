import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { wordDesk } from './desk.ts';
import { proctorRoutes } from './routes-proctor.ts';
import { sitRoutes } from './routes-sit.ts';
import { takeInRoutes } from './routes-take-in.ts';

export function sittingRoutes(house: House) {
  const desk = wordDesk();
  return new Hono<Env>()
    .route('/', sitRoutes(house, desk))
    .route('/', proctorRoutes(house, desk))
    .route('/', takeInRoutes(house));
}
