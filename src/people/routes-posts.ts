import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import type { Role } from '#kernel/role.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Draft } from '#log/record.ts';
import { newLogin, postDraft } from './adults.ts';
import type { Desk } from './desk.ts';
import { scopeOf } from './credential-keys.ts';
import { passwordSecret, newPassword } from './credentials.ts';
import { ownSchool, pupilHere } from './guards.ts';
import { postInput, readRole } from './office/input.ts';
import { adultsHere } from './office/lists.ts';
import { allow } from './permissions.ts';
import { findPerson, openName } from './queries.ts';
import { parentLinked, parentUnlinked, postEnded } from './records.ts';
import { knownHere } from './routes-office.ts';
import { secretOf, takenLogins } from './sign-in.ts';

const one = z.object({ person: idOf<PersonId>() });

/** Posts of adults, whose parents they are, and their first and next passwords. */
export function postRoutes(house: House, desk: Desk) {
  const write = async (records: readonly Draft[]): Promise<void> => {
    await house.log.write(() => ({ records, answer: undefined }));
    house.live.publish('people:school:lists');
  };
  return new Hono<Env>()
    .post(
      '/office/people/:person/posts',
      allow('people.manage'),
      input('param', one),
      input('json', postInput),
      async (context) => {
        const who = personOf(context);
        const { person } = context.req.valid('param');
        const { role: asked, class: led } = context.req.valid('json');
        const role = readRole(who, asked);
        const { school, scope } = ownSchool(house);
        await knownHere(house, person);
        await write([postDraft(scope, who.person, person, school, { role, ...(led ? { class: led } : {}) })]);
        return context.json({ done: true });
      },
    )
    .delete(
      '/office/people/:person/posts/:role',
      allow('people.manage'),
      input('param', z.object({ person: idOf<PersonId>(), role: z.string() })),
      async (context) => {
        const who = personOf(context);
        const { person, role: asked } = context.req.valid('param');
        const role = readRole(who, asked);
        await endable(house, person, role);
        const { school, scope } = ownSchool(house);
        await write([postEnded.draft(scope, who.person, { person, role, school })]);
        return context.json({ done: true });
      },
    )
    .post(
      '/office/people/:person/children',
      allow('people.manage'),
      input('param', one),
      input('json', z.object({ child: idOf<PersonId>() })),
      async (context) => {
        const { person: parent } = context.req.valid('param');
        const child = (await pupilHere(house, context.req.valid('json').child)).person;
        const isParent = (await adultsHere(house)).some(
          (adult) => adult.person === parent && adult.posts.some((post) => post.role === 'parent'),
        );
        if (!isParent) throw refused('people.no-such-parent', 404);
        await write([parentLinked.draft(ownSchool(house).scope, personOf(context).person, { parent, child })]);
        return context.json({ done: true });
      },
    )
    .delete(
      '/office/people/:person/children/:child',
      allow('people.manage'),
      input('param', z.object({ person: idOf<PersonId>(), child: idOf<PersonId>() })),
      async (context) => {
        const { person: parent, child } = context.req.valid('param');
        await write([parentUnlinked.draft(ownSchool(house).scope, personOf(context).person, { parent, child })]);
        return context.json({ done: true });
      },
    )
    .post('/adults/:person/password', allow('people.reset-password'), input('param', one), async (context) => {
      const { person } = context.req.valid('param');
      const by = personOf(context).person;
      return context.json(await desk.inTurn(() => newPasswordFor(house, desk, person, by)));
    });
}

/** PPL-17: a post that the region gave is the region's to take; a school keeps a head. */
async function endable(house: House, person: PersonId, role: Role): Promise<void> {
  const adults = await adultsHere(house);
  const post = adults.find((adult) => adult.person === person)?.posts.find((each) => each.role === role);
  if (!post) throw refused('people.no-such-post', 404);
  if (post.isOfRegion) throw refused('people.post-of-region', 409);
  const heads = adults.filter((adult) => adult.posts.some((each) => each.role === 'head'));
  if (role === 'head' && heads.length === 1) throw refused('people.last-head', 409);
}

/**
 * A one-time password for an adult, under the login that they have or a first one. Shown once; what was valid before
 * is not any longer, and sessions end (PPL-5, PPL-6).
 */
async function newPasswordFor(house: House, desk: Desk, person: PersonId, by: PersonId) {
  const known = await findPerson(house.log.read, person, scopeOf(house));
  const name = known && openName(house.log.vault, person, known.name);
  const isAdult = (await house.log.read.all('select role from people_posts where person = ?', person)).length > 0;
  if (!name || !isAdult) throw refused('people.no-such-adult', 404);
  const held = await secretOf(house, desk, person);
  const made =
    held?.secret.kind === 'password'
      ? await again(house, held.secret.login)
      : await newLogin(house, name, await takenLogins(house, desk));
  const draft = await desk.keys.seal(house, held?.person ?? person, made.secret);
  await house.log.write((on) => ({ records: [{ ...draft(on), actor: by }], answer: undefined }));
  desk.sessions.refresh();
  return { person, login: made.login, password: made.password };
}

async function again(house: House, login: string) {
  const password = newPassword(house.randomness);
  return { login, password, secret: await passwordSecret(login, password, true) };
}
