import { Hono } from 'hono';
import { z } from 'zod/mini';
import type { PersonId } from '#kernel/ids.ts';
import { idOf } from '#kernel/schema.ts';
import { input, personOf, refused, type Env } from '#http/frame.ts';
import type { House } from '#http/house.ts';
import type { Person } from '#http/who.ts';
import { stateOf, switchedOff, type Purpose } from './consents.ts';
import { maySeeClass, ownSchool, pupilHere, todayOf } from './guards.ts';
import { classesHere } from './office/lists.ts';
import { allow } from './permissions.ts';
import { selectConsents, type StoredConsent } from './queries-consents.ts';
import { consentGiven, consentWithdrawn, date, purposes } from './records.ts';
import { normaliseName } from './roster/names.ts';
import { seenClass } from './routes-secrets.ts';

const purpose = z.enum(purposes);
const person = idOf<PersonId>();
/** Bounds one request: a school's forms come in class by class. */
const many = <T extends z.ZodMiniType>(one: T) => z.array(one).check(z.minLength(1), z.maxLength(400));
const given = z.object({ person, purpose, by: z.string().check(z.maxLength(200)), on: date });
const withdrawn = z.object({ person, purpose, on: date });

/** Consents of legal representatives, by purpose: seen, entered many at once, withdrawn (PPL-23). */
export function consentRoutes(house: House) {
  return new Hono<Env>()
    .get('/consents/summary', allow('people.manage-consents'), async (context) => {
      const who = personOf(context);
      const held = await heldConsents(house);
      const classes = (await classesHere(house)).filter((each) => maySeeClass(who, each));
      const rows = classes.map(({ class: name, pupils }) => ({
        class: name,
        pupils: pupils.length,
        given: Object.fromEntries(
          purposes.map((each) => [
            each,
            pupils.filter((pupil) => stateOf(held.get(`${pupil.person} ${each}`)) === 'given').length,
          ]),
        ),
      }));
      return context.json({ purposes: purposesShown(), classes: rows });
    })
    .get(
      '/consents',
      allow('people.manage-consents'),
      input('query', z.object({ class: z.string().check(z.maxLength(8)) })),
      async (context) => {
        const { class: name, pupils } = await seenClass(house, personOf(context), context.req.valid('query').class);
        const held = await heldConsents(house);
        const rows = pupils.map(({ person: id, name: shown }) => ({
          person: id,
          name: shown,
          consents: Object.fromEntries(purposes.map((each) => [each, shownConsent(house, held.get(`${id} ${each}`))])),
        }));
        return context.json({ class: name, purposes: purposesShown(), pupils: rows });
      },
    )
    .post(
      '/consents',
      allow('people.manage-consents'),
      input('json', z.object({ consents: many(given) })),
      async (context) => {
        const who = personOf(context);
        const { consents } = context.req.valid('json');
        const { scope } = ownSchool(house);
        await assertMine(house, who, consents);
        const named = consents.map((consent) => ({ ...consent, by: signerName(consent.by) }));
        await house.log.write((on) => ({
          records: named.map((consent) =>
            consentGiven.draft(scope, who.person, { ...consent, by: on.seal(consent.person, scope, consent.by) }),
          ),
          answer: undefined,
        }));
        return context.json({ done: named.length });
      },
    )
    .post(
      '/consents/withdraw',
      allow('people.manage-consents'),
      input('json', z.object({ consents: many(withdrawn) })),
      async (context) => {
        const who = personOf(context);
        const { consents } = context.req.valid('json');
        const { scope } = ownSchool(house);
        await assertMine(house, who, consents);
        const held = await heldConsents(house);
        const missing = consents.filter((each) => stateOf(held.get(`${each.person} ${each.purpose}`)) !== 'given');
        if (missing.length > 0) throw refused('people.consent-none', 409, { count: missing.length });
        const early = consents.find((each) => each.on < (held.get(`${each.person} ${each.purpose}`)?.given_on ?? ''));
        if (early) throw refused('people.consent-before-given', 422);
        await house.log.write(() => ({
          records: consents.map((consent) => consentWithdrawn.draft(scope, who.person, consent)),
          answer: undefined,
        }));
        return context.json({ done: consents.length });
      },
    );
}

async function heldConsents(house: House): Promise<Map<string, StoredConsent>> {
  const rows = await selectConsents(house.log.read, ownSchool(house).scope);
  return new Map(rows.map((row) => [`${row.person} ${row.purpose}`, row]));
}

export function purposesShown() {
  return purposes.map((each: Purpose) => ({ purpose: each, off: switchedOff[each] }));
}

function shownConsent(house: House, row: StoredConsent | undefined) {
  const by = (row && house.log.vault.open(row.person, row.by_whom)) ?? '';
  return { state: stateOf(row), by, on: row?.given_on ?? '', withdrawnOn: row?.withdrawn_on ?? '' };
}

/** All or nothing: every pupil is one that this person sees to, and no day lies ahead. */
async function assertMine(
  house: House,
  who: Person,
  consents: readonly { readonly person: PersonId; readonly on: string }[],
): Promise<void> {
  const today = todayOf(house);
  if (consents.some((each) => each.on > today)) throw refused('people.day-ahead', 422);
  for (const id of new Set(consents.map((each) => each.person))) {
    if (!maySeeClass(who, await pupilHere(house, id))) throw refused('people.no-such-pupil', 404);
  }
}

function signerName(typed: string): string {
  const read = normaliseName(typed);
  if (read.ok && read.value !== '') return read.value;
  throw refused(
    read.ok ? 'people.name-missing' : read.error.key.replace('roster.', 'people.'),
    422,
    read.ok ? undefined : read.error.values,
  );
}
