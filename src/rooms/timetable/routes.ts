import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { dayRoutes } from './routes-day.ts';

export function timetableRoutes(house: House) {
  return new Hono<Env>().route('/', dayRoutes(house));
}
