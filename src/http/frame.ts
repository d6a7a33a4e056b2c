import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod/mini';
import type { $ZodType, input as Input, output as Output } from 'zod/v4/core';
import { jsonOf } from './body.ts';
import { refused } from './refused.ts';
import type { Caller } from '#kernel/role.ts';
import type { Person, Who } from './who.ts';

export { Refused, refused } from './refused.ts';

/** What every handler finds in its context. */
export type Env = { Variables: { who: Who } };

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
  return (
    who.posts.some((post) => callers.includes(post.role)) || (who.tablet !== undefined && callers.includes('tablet'))
  );
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
  const check = createMiddleware<Env>(async function checkInput(context, next) {
    const value =
      target === 'json' ? await jsonOf(context) : target === 'query' ? context.req.query() : context.req.param();
    const parsed = z.core.safeParse(schema, value);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw refused('http.bad-input', 400, { where: issue?.path.join('.') ?? '', what: issue?.code ?? '' });
    }
    context.req.addValidatedData(target, parsed.data as object);
    return next();
  });
  return check as unknown as MiddlewareHandler<
    Env,
    string,
    { in: { [K in T]: Input<S> }; out: { [K in T]: Output<S> } }
  >;
}
