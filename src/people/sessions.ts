import { hash, randomBytes } from 'node:crypto';
import type { PersonId, SchoolId, TabletId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import type { Who } from '#http/who.ts';
import { fromCbor, toCbor } from '#log/record.ts';
import { findPupil, selectPosts } from './queries.ts';

/** What a node keeps of a session, under the hash of its token: it survives a restart, and gives no token away. */
type StoredSession = { readonly person: PersonId; readonly tablet: TabletId | null; readonly since: number };

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
    const stored: StoredSession = { person, tablet: tablet ?? null, since: house.clock.now() };
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

async function tabletOf(house: House, token: string): Promise<Who | undefined> {
  const sql = 'select tablet, school from people_tablets where token = ? and is_retired = 0';
  const row = await house.log.read.get<{ tablet: TabletId; school: SchoolId }>(sql, tokenHash(token));
  return row && { kind: 'tablet', ...row };
}

async function personOf(house: House, token: string, { person, tablet }: StoredSession): Promise<Who> {
  const erased = await house.log.read.get('select person from people_erased where person = ?', person);
  if (erased) return anyone;
  const pupil = await findPupil(house.log.read, person);
  const posts = await selectPosts(house.log.read, person);
  const row = await house.log.read.get<{ language: Language }>(
    'select language from people_persons where person = ?',
    person,
  );
  const session = Buffer.from(tokenHash(token)).toString('hex').slice(0, 16);
  const school = house.self.school;
  const all = pupil && school ? [...posts, { role: 'pupil' as const, school }] : posts;
  const who = { kind: 'person' as const, person, posts: all, language: row?.language ?? ('kk' as const), session };
  return tablet ? { ...who, tablet } : who;
}
