import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { allow } from './permissions.ts';
import { assignmentRoutes } from './routes-assignments.ts';
import { attemptRoutes } from './routes-attempts.ts';
import { boardRoutes } from './routes-board.ts';
import { todayOf } from './today.ts';

export function lessonsRoutes(house: House) {
  return new Hono<Env>()
    .get('/today', allow('lessons.learn'), compress(), async (context) => {
      return context.json(await todayOf(house, personOf(context).person));
    })
    .route('/', boardRoutes(house))
    .route('/', assignmentRoutes(house))
    .route('/', attemptRoutes(house));
}
