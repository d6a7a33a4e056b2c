import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { validator } from 'hono/validator';
import { z } from 'zod/mini';
import type { $ZodType, input as Input, output as Output } from 'zod/v4/core';
import type { Refusal } from '#kernel/result.ts';
import type { Caller } from '#kernel/role.ts';
import type { Person, Who } from './who.ts';

/** What every handler finds in its context. */
export type Env = { Variables: { who: Who } };

/** Thrown at the edge only; answered by the frame with its status and `{ error: { key, values } }`. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.key);
    this.refusal = refusal;
  }
}

export function refused(key: string, status: Refusal['status'], values?: Refusal['values']): Refused {
  return new Refused(values ? { key, status, values } : { key, status });
}

/** The permissions of one part of the program: who may do what. The list of callers is the whole truth (HTTP-2). */
export type Permissions = Readonly<Record<string, readonly Caller[]>>;

const permissionOf = new WeakMap<object, string>();

/**
 * Middleware that lets only callers of a permission through. Every route names one (HTTP-1); the walk over all routes
 * finds it by `permissionNamed`.
 */
export function allower<P extends Permissions>(permissions: P) {
  return function allow(permission: keyof P & string) {
    const callers = permissions[permission] as readonly Caller[];
    const guard = createMiddleware<Env>(async function guardRoute(context, next) {
      const who = context.get('who');
      if (isAmong(who, callers)) return next();
      throw who.kind === 'person' ? refused('http.not-allowed', 403) : refused('http.sign-in', 401);
    });
    permissionOf.set(guard, permission);
    return guard;
  };
}

export function permissionNamed(handler: object): string | undefined {
  return permissionOf.get(handler);
}

export function isAmong(who: Who, callers: readonly Caller[]): boolean {
  if (callers.includes('anyone')) return true;
  if (who.kind === 'tablet') return callers.includes('tablet');
  if (who.kind === 'anyone') return false;
  return who.posts.some((post) => callers.includes(post.role)) || (who.tablet !== undefined && callers.includes('tablet'));
}

/** The signed-in person of a route that only persons may call. */
export function personOf(context: Context<Env>): Person {
  const who = context.get('who');
  if (who.kind !== 'person') throw refused('http.sign-in', 401);
  return who;
}

type Target = 'json' | 'query' | 'param';

/**
 * Checks the input of a route against a schema, once, at the border. A wrong input is refused with the first place
 * where it is wrong; the answer types of the typed client stay those of the handler.
 */
export function input<T extends Target, S extends $ZodType>(target: T, schema: S) {
  return validator(target, (value): Output<S> => {
    const parsed = z.core.safeParse(schema, value);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw refused('http.bad-input', 400, { where: issue?.path.join('.') ?? '', what: issue?.code ?? '' });
  }) as unknown as ReturnType<typeof typedValidator<T, S>>;
}

/** Only for its type: what hono's typed client reads from a validator. */
function typedValidator<T extends Target, S extends $ZodType>(target: T) {
  return validator(target, (value) => value as Output<S>) as import('hono').MiddlewareHandler<
    Env,
    string,
    { in: { [K in T]: Input<S> }; out: { [K in T]: Output<S> } }
  >;
}
