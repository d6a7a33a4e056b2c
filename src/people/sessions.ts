import { hash, randomBytes } from 'node:crypto';
import type { PersonId, SchoolId, TabletId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import type { Post, Who } from '#http/who.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { scopeOf } from './credential-keys.ts';
import { findPerson, findPupil, idsOf, isErased, keptOf, selectPosts, type PupilRow } from './queries.ts';
import { findCredential, markOf } from './queries-secrets.ts';

/** What a node keeps of a session, under the hash of its token: it survives a restart, and gives no token away. */
type StoredSession = {
  /** Whose secret opened it, and which one: a newer secret ends it (PPL-5). */
  readonly person: PersonId;
  readonly secret: string;
  readonly tablet: TabletId | null;
  readonly since: number;
};

const anyone: Who = { kind: 'anyone' };
/** Bounds the memory of a node; a session that fell out is read from the store again. */
const maxCached = 3000;

export type Sessions = {
  /** Opens a session; answers with its token, which is kept nowhere else. */
  open(house: House, person: PersonId, tablet: TabletId | undefined): Promise<string>;
  close(house: House, token: string): Promise<void>;
  whoOf(house: House, token: string | undefined): Promise<Who>;
  /** Forgets what was cached: posts or tablets may have changed. */
  refresh(): void;
};

export function newToken(kind: 's1' | 't1'): string {
  return `${kind}.${randomBytes(24).toString('base64url')}`;
}

export function tokenHash(token: string): Uint8Array {
  return hash('sha256', token, 'buffer');
}

export function sessions(): Sessions {
  const cache = new Map<string, Who>();
  const remember = (token: string, who: Who): Who => {
    if (cache.size >= maxCached) cache.clear();
    cache.set(token, who);
    return who;
  };
  const stateName = (token: string): string => `session:${Buffer.from(tokenHash(token)).toString('hex')}`;

  const open: Sessions['open'] = async (house, person, tablet) => {
    const token = newToken('s1');
    const secret = markOf(await findCredential(house.log.read, scopeOf(house), person));
    const stored: StoredSession = { person, secret, tablet: tablet ?? null, since: house.clock.now() };
    await house.log.setState(stateName(token), toCbor(stored));
    return token;
  };
  const close: Sessions['close'] = async (house, token) => {
    cache.delete(token);
    await house.log.setState(stateName(token), new Uint8Array());
  };
  const whoOf: Sessions['whoOf'] = async (house, token) => {
    if (token === undefined) return anyone;
    const known = cache.get(token);
    if (known) return known;
    if (token.startsWith('t1.')) return remember(token, (await tabletOf(house, token)) ?? anyone);
    if (!token.startsWith('s1.')) return anyone;
    const stored = await house.log.getState(stateName(token));
    if (!stored || stored.length === 0) return anyone;
    return remember(token, await personOf(house, token, fromCbor(stored) as StoredSession));
  };
  return { open, close, whoOf, refresh: () => cache.clear() };
}

/** PPL-4: a region knows the tablets of its schools from their records, and yet they are nobody there. */
async function tabletOf(house: House, token: string): Promise<Who | undefined> {
  const sql = 'select tablet, school from people_tablets where token = ? and is_retired = 0';
  const row = await house.log.read.get<{ tablet: TabletId; school: SchoolId }>(sql, tokenHash(token));
  return row && row.school === house.self.school ? { kind: 'tablet', ...row } : undefined;
}

async function personOf(
  house: House,
  token: string,
  { person: signedIn, secret, tablet }: StoredSession,
): Promise<Who> {
  const { read } = house.log;
  const secretNow = markOf(await findCredential(read, scopeOf(house), signedIn));
  const person = await keptOf(read, signedIn);
  if (secretNow !== secret || (await isErased(read, person)) || (await isErased(read, signedIn))) return anyone;
  const posts = await postsOf(house, person);
  const language: Language = (await findPerson(read, person, scopeOf(house)))?.language ?? 'kk';
  const session = Buffer.from(tokenHash(token)).toString('hex').slice(0, 16);
  const who = { kind: 'person' as const, person, posts, language, session };
  return tablet ? { ...who, tablet } : who;
}

/**
 * What a human being is at this node, under all their ids: roles of this school, or at a region's node roles of the
 * region. A head of a school is nobody at the region, where the school's records lie too.
 */
export async function postsOf(house: House, person: PersonId): Promise<Post[]> {
  const { school } = house.self;
  const all: Post[] = [];
  for (const id of await idsOf(house.log.read, person)) {
    all.push(...(await selectPosts(house.log.read, id)).filter((post) => post.school === school));
  }
  return (await pupilAs(house, person)) && school ? [...all, { role: 'pupil', school }] : all;
}

/** The pupil that a human being is at this school, under whichever of their ids. */
export async function pupilAs(house: House, person: PersonId): Promise<PupilRow | undefined> {
  if (!house.self.school) return undefined;
  for (const id of await idsOf(house.log.read, person)) {
    const pupil = await findPupil(house.log.read, id);
    if (pupil?.school === house.self.school) return pupil;
  }
  return undefined;
}
