import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { personOf, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { lessonReader } from '#rooms/library/index.ts';
import { ownAttempt } from './own-attempt.ts';
import { allow } from './permissions.ts';
import { assignmentRoutes } from './routes-assignments.ts';
import { attemptRoutes } from './routes-attempts.ts';
import { boardRoutes } from './routes-board.ts';
import { historyRoutes } from './routes-history.ts';
import { planPaperRoutes } from './routes-plan-papers.ts';
import { planRoutes } from './routes-plan.ts';
import { planRuleRoutes } from './routes-plan-rules.ts';
import { sharedPlanRoutes } from './routes-plan-shared.ts';
import { planStartRoutes } from './routes-plan-start.ts';
import { runRoutes } from './routes-run.ts';
import { todayOf } from './today.ts';

export function lessonsRoutes(house: House) {
  const read = lessonReader();
  return new Hono<Env>()
    .get('/today', allow('lessons.learn'), compress(), async (context) => {
      return context.json(await todayOf(house, personOf(context).person));
    })
    .get('/attempts/:attempt/own', allow('lessons.learn'), async (context) => {
      return context.json(await ownAttempt(house, read, personOf(context).person, context.req.param('attempt')));
    })
    .route('/', boardRoutes(house))
    .route('/', assignmentRoutes(house))
    .route('/', attemptRoutes(house))
    .route('/', historyRoutes(house))
    .route('/', planRoutes(house))
    .route('/', planRuleRoutes(house))
    .route('/', planStartRoutes(house))
    .route('/', planPaperRoutes(house))
    .route('/', sharedPlanRoutes(house))
    .route('/', runRoutes(house));
}
