import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import type { Role } from '#kernel/role.ts';
import { idOf } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { placeOf } from '#http/place.ts';
import { className, methodOf } from './classes.ts';
import { scopeOf } from './credential-keys.ts';
import { passwordSecret, signWorkCredential } from './credentials.ts';
import type { Desk } from './desk.ts';
import { allow } from './permissions.ts';
import {
  byName,
  findPupil,
  findSchool,
  listName,
  openName,
  selectPupils,
  selectSchools,
  type PupilRow,
} from './queries.ts';
import { selectCredentials } from './queries-secrets.ts';
import { selfOf } from './self.ts';
import { hasLogins, secretOf, secretOfLogin, tryOnce } from './sign-in.ts';

const given = z.string().check(z.maxLength(200));
/** What a password must have at least: OWASP's floor for passwords that are hashed well and guessed slowly. */
const shortestPassword = 8;

/** Whose device may tell the server what time it is (CARE-21). */
const timekeepers: ReadonlySet<Role> = new Set(['head', 'deputy-head', 'technician', 'teacher']);

/** Who one is: the school's page, the class list of a tablet, signing in and out. */
export function signInRoutes(house: House, desk: Desk) {
  return new Hono<Env>()
    .get('/school', allow('people.see-school'), async (context) => {
      const school = house.self.school ? await findSchool(house.log.read, house.self.school) : undefined;
      const isInvented = school?.isInvented ?? (await selectSchools(house.log.read)).some((each) => each.isInvented);
      return context.json({ kind: house.self.kind, school: school ?? null, isInvented, time: house.clock.now() });
    })
    .get('/tablet/classes', allow('people.see-class-list'), async (context) => {
      const classes = new Map<string, { class: string; grade: number; letter: string; count: number }>();
      for (const { grade, letter } of await pupilsHere(house)) {
        const name = className(grade, letter);
        const known = classes.get(name) ?? { class: name, grade, letter, count: 0 };
        classes.set(name, { ...known, count: known.count + 1 });
      }
      return context.json({ classes: [...classes.values()] });
    })
    .get(
      '/tablet/pupils',
      allow('people.see-class-list'),
      input('query', z.object({ class: z.string() })),
      async (context) => {
        const asked = context.req.valid('query').class;
        const inClass = (await pupilsHere(house)).filter(({ grade, letter }) => className(grade, letter) === asked);
        const kinds = await secretKinds(house);
        const answer = inClass.map(({ person, name, picture, grade }) => {
          const shown = listName(openName(house.log.vault, person, name)) ?? '';
          return { person, name: shown, picture, method: kinds.get(person) ?? methodOf(grade) };
        });
        return context.json({ pupils: answer.toSorted(byName) });
      },
    )
    .post(
      '/sign-in/pupil',
      allow('people.see-class-list'),
      input('json', z.object({ person: idOf<PersonId>(), secret: given })),
      async (context) => {
        const who = context.get('who');
        const tablet = who.kind === 'anyone' ? undefined : who.tablet;
        const { school, signingKey } = house.self;
        if (!tablet || !school) throw refused('people.tablet-first', 403);
        const { person, secret } = context.req.valid('json');
        const pupil = await findPupil(house.log.read, person);
        const held = pupil && (await secretOf(house, desk, person));
        const right = await tryOnce(house, desk, { whose: person, place: tablet }, held, secret);
        const token = await desk.sessions.open(house, right.person, tablet);
        const credential = signWorkCredential(signingKey, { p: person, t: tablet, s: school, iat: house.clock.now() });
        return context.json({ token, credential, ...(await selfOf(house, person)) });
      },
    )
    .post(
      '/sign-in/adult',
      allow('people.sign-in'),
      input('json', z.object({ login: z.string().check(z.maxLength(80)), password: given, at: z.optional(z.int()) })),
      async (context) => {
        const { login: typed, password, at } = context.req.valid('json');
        const login = typed.trim().toLowerCase();
        const held = await secretOfLogin(house, desk, login);
        if (!held && !(await hasLogins(house))) throw refused('people.sign-in.nobody-yet', 503);
        const place = { whose: `login ${login}`, place: placeOf(context) };
        const { person, secret } = await tryOnce(house, desk, place, held, password);
        const self = await selfOf(house, person);
        if (at !== undefined && self.posts.some(({ role }) => timekeepers.has(role))) await desk.heardTime?.(at);
        const token = await desk.sessions.open(house, person, undefined);
        const mustChangePassword = secret.kind === 'password' && secret.isOneTime === true;
        return context.json({ token, mustChangePassword, ...self });
      },
    )
    .post(
      '/password',
      allow('people.change-password'),
      input('json', z.object({ current: given, next: given })),
      async (context) => {
        const who = personOf(context);
        const { current, next } = context.req.valid('json');
        const held = await secretOf(house, desk, who.person);
        if (held?.secret.kind !== 'password') throw refused('people.password.none', 409);
        const { login } = held.secret;
        await tryOnce(house, desk, { whose: `login ${login}`, place: placeOf(context) }, held, current);
        if (next.length < shortestPassword) throw refused('people.password.short', 422, { least: shortestPassword });
        if (next === current || next.toLowerCase() === login) throw refused('people.password.same', 422);
        const draft = await desk.keys.seal(house, held.person, await passwordSecret(login, next));
        await house.log.write((on) => ({ records: [{ ...draft(on), actor: who.person }], answer: undefined }));
        desk.sessions.refresh();
        return context.json({ token: await desk.sessions.open(house, held.person, who.tablet) });
      },
    )
    .post('/sign-out', allow('people.see-self'), async (context) => {
      const token = context.req.header('authorization')?.slice('Bearer '.length) ?? '';
      await desk.sessions.close(house, token);
      return context.json({ done: true });
    })
    .get('/me', allow('people.see-self'), async (context) =>
      context.json(await selfOf(house, personOf(context).person)),
    );
}

async function pupilsHere(house: House): Promise<PupilRow[]> {
  return house.self.school ? selectPupils(house.log.read, house.self.school) : [];
}

/** By what each pupil signs in: who moved up to grade 5 keeps the pictures until a PIN is given. */
async function secretKinds(house: House): Promise<Map<string, 'pin' | 'pictures'>> {
  const stored = await selectCredentials(house.log.read, scopeOf(house), ['pin', 'pictures']);
  return new Map(stored.flatMap(({ person, kind }) => (kind === 'password' ? [] : [[person as string, kind]])));
}
