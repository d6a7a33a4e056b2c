import { Hono } from 'hono';
import type { Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import { allow } from './permissions.ts';
import { selectSchools } from './queries.ts';

/** The schools of the region, to choose one from. The register holds no persons. */
export function schoolRoutes(house: House) {
  return new Hono<Env>().get('/schools', allow('people.see-schools'), async (context) => {
    const schools = await selectSchools(house.log.read);
    return context.json({
      schools: schools.map(({ school, names, district, kind }) => ({ school, names, district, kind })),
    });
  });
}
