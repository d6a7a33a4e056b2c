import type { PersonId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import { className } from './classes.ts';
import { scopeOf } from './credential-keys.ts';
import { findPerson, listName, openName } from './queries.ts';
import { postsOf, pupilAs } from './sessions.ts';

/** What a person's own screen shows of them. */
export async function selfOf(house: House, person: PersonId) {
  const row = await findPerson(house.log.read, person, scopeOf(house));
  const name = row && openName(house.log.vault, row.person, row.name);
  const pupil = await pupilAs(house, person);
  return {
    person,
    name: listName(name) ?? '',
    givenName: name?.given ?? '',
    language: row?.language ?? 'kk',
    picture: row?.picture ?? '',
    posts: await postsOf(house, person),
    grade: pupil?.grade ?? null,
    class: pupil ? className(pupil.grade, pupil.letter) : null,
  };
}
