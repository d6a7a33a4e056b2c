import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Desk } from './desk.ts';
import { isSecret, signWorkCredential, type Secret } from './credentials.ts';
import { findPupil, findSchool, listName, openName, selectPasswords, selectPosts, selectPupils } from './queries.ts';
import { allow } from './permissions.ts';

const secretOf = z.string().check(z.maxLength(200));

/** Who one is: the school's page, the class list of a tablet, signing in and out. */
export function signInRoutes(house: House, desk: Desk) {
  return new Hono<Env>()
    .get('/school', allow('people.see-school'), async (context) => {
      const school = house.self.school ? await findSchool(house.log.read, house.self.school) : undefined;
      return context.json({ kind: house.self.kind, school: school ?? null, time: house.clock.now() });
    })
    .get('/tablet/classes', allow('people.see-class-list'), async (context) => {
      const pupils = house.self.school ? await selectPupils(house.log.read, house.self.school) : [];
      const classes = new Map<string, { class: string; grade: number; letter: string; count: number }>();
      for (const { grade, letter } of pupils) {
        const name = className(grade, letter);
        const known = classes.get(name) ?? { class: name, grade, letter, count: 0 };
        classes.set(name, { ...known, count: known.count + 1 });
      }
      return context.json({ classes: [...classes.values()] });
    })
    .get('/tablet/pupils', allow('people.see-class-list'), input('query', z.object({ class: z.string() })), async (context) => {
      const asked = context.req.valid('query').class;
      const pupils = house.self.school ? await selectPupils(house.log.read, house.self.school) : [];
      const inClass = pupils.filter(({ grade, letter }) => className(grade, letter) === asked);
      const answer = inClass.map(({ person, name, picture, grade }) => {
        const shown = listName(openName(house.log.vault, person, name)) ?? '';
        return { person, name: shown, picture, method: methodOf(grade) };
      });
      return context.json({ pupils: answer });
    })
    .post(
      '/sign-in/pupil',
      allow('people.see-class-list'),
      input('json', z.object({ person: idOf<PersonId>(), secret: secretOf })),
      async (context) => {
        const who = context.get('who');
        const tablet = who.kind === 'anyone' ? undefined : who.tablet;
        if (!tablet || !house.self.school) throw refused('people.tablet-first', 403);
        const { person, secret } = context.req.valid('json');
        const pupil = await findPupil(house.log.read, person);
        if (!pupil) throw refused('people.sign-in.wrong', 401);
        await tryOnce(house, desk, `${tablet} ${person}`, () => desk.keys.open(house, person), secret);
        const token = await desk.sessions.open(house, person, tablet);
        const credential = signWorkCredential(house.self.signingKey, {
          p: person,
          t: tablet,
          s: house.self.school,
          iat: house.clock.now(),
        });
        return context.json({ token, credential, ...(await selfOf(house, person)) });
      },
    )
    .post(
      '/sign-in/adult',
      allow('people.sign-in'),
      input('json', z.object({ login: z.string().check(z.maxLength(80)), password: secretOf })),
      async (context) => {
        const { login, password } = context.req.valid('json');
        const found = await personWithLogin(house, desk, login.trim().toLowerCase());
        await tryOnce(house, desk, `login ${login}`, async () => found?.secret, password);
        const person = found?.person as PersonId;
        const token = await desk.sessions.open(house, person, undefined);
        return context.json({ token, ...(await selfOf(house, person)) });
      },
    )
    .post('/sign-out', allow('people.see-self'), async (context) => {
      const token = context.req.header('authorization')?.slice('Bearer '.length) ?? '';
      await desk.sessions.close(house, token);
      return context.json({ done: true });
    })
    .get('/me', allow('people.see-self'), async (context) => context.json(await selfOf(house, personOf(context).person)));
}

export function className(grade: number, letter: string): string {
  return letter ? `${grade} ${letter}` : String(grade);
}

/** Grades 1–4 (and 0) sign in by three pictures, older pupils by a PIN (PPL-7). */
export function methodOf(grade: number): 'pictures' | 'pin' {
  return grade <= 4 ? 'pictures' : 'pin';
}

async function tryOnce(
  house: House,
  desk: Desk,
  key: string,
  find: () => Promise<Secret | undefined>,
  given: string,
): Promise<void> {
  const wait = desk.limiter.waitOf(key, house.clock.now());
  if (wait > 0) throw refused('people.sign-in.wait', 429, { seconds: Math.ceil(wait / 1000) });
  const secret = await find();
  if (secret && (await isSecret(secret, given))) return desk.limiter.right(key);
  desk.limiter.wrong(key, house.clock.now());
  throw refused('people.sign-in.wrong', 401);
}

/** Logins are sealed with their hashes; a school has some dozens of adults, so looking through them takes no time. */
async function personWithLogin(house: House, desk: Desk, login: string) {
  for (const { person, key_id, sealed } of await selectPasswords(house.log.read)) {
    const secret = await desk.keys.openSealed(house, person, key_id, sealed);
    if (secret?.kind === 'password' && secret.login === login) return { person, secret };
  }
  return undefined;
}

/** What a person's own screen shows of them. */
async function selfOf(house: House, person: PersonId) {
  const row = await house.log.read.get<{ name: Uint8Array; language: string; picture: string }>(
    'select name, language, picture from people_persons where person = ?',
    person,
  );
  const pupil = await findPupil(house.log.read, person);
  const posts = await selectPosts(house.log.read, person);
  const name = row && openName(house.log.vault, person, row.name);
  return {
    person,
    name: listName(name) ?? '',
    givenName: name?.given ?? '',
    language: row?.language ?? 'kk',
    picture: row?.picture ?? '',
    posts: pupil ? [...posts, { role: 'pupil' as const, school: pupil.school }] : posts,
    grade: pupil?.grade ?? null,
    class: pupil ? className(pupil.grade, pupil.letter) : null,
  };
}
