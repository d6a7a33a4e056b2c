import type { PersonId } from '#kernel/ids.ts';
import type { Role } from '#kernel/role.ts';
import type { House } from '#http/house.ts';
import { isErased } from './queries.ts';
import { postsOf } from './sessions.ts';

/** Whether a tablet of this school is not retired, or a person has one of these roles here and is not erased. */
export async function isHolder(house: House, holder: string, roles: readonly Role[]): Promise<boolean> {
  const [kind, id = ''] = holder.split(':');
  if (kind === 'person') {
    if (await isErased(house.log.read, id as PersonId)) return false;
    return (await postsOf(house, id as PersonId)).some((post) => roles.includes(post.role));
  }
  const sql = 'select tablet from people_tablets where tablet = ? and is_retired = 0 and school = ?';
  return (await house.log.read.get(sql, id, house.self.school ?? '')) !== undefined;
}
