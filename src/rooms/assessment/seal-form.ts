import { regionScope, schoolScope, type SchoolId } from '#kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import type { House } from '#http/house.ts';
import { schoolServers } from '#sync/index.ts';
import { packForm } from './bank-items.ts';
import { designOfForm } from './design.ts';
import type { Form } from './model/form.ts';
import { findSealed, findSecrets } from './queries.ts';
import { designScope, formSealed, keysWrapped, secretsKept } from './records.ts';
import { codeCost, codeFor, sealForm, sealKeys, wrapKey } from './sealing.ts';

/** argon2id goes on in so many threads at once: the node serves meanwhile. */
const wrapsAtOnce = 2;

/**
 * ASM-20: seals a form and sends it. Both files, the secrets at the region, the announcement for everybody and, for each
 * school, the key under its code. Refused where the design has a hard finding, or the form went out already.
 */
export async function seal(house: House, form: Form, actor: string): Promise<Result<undefined, Refusal>> {
  const design = await designOfForm(house, form);
  if (!design) return refuse('assessment.no-such-form', 404);
  if (await findSealed(house.log.read, form.form)) return refuse('assessment.design-sealed', 409);
  const hard = design.findings.filter(({ isHard }) => isHard).length;
  if (hard > 0) return refuse('assessment.design-hard', 409, { hard });
  const packed = await packForm(house, form);
  if ('item' in packed) return refuse('assessment.item-missing', 409, { item: packed.item });
  const { randomness } = house;
  const [key, keysKey, codes] = [randomness.bytes(32), randomness.bytes(32), randomness.bytes(32)];
  const file = await keepFile(house, sealForm(packed.opened, key, randomness));
  const keys = await keepFile(house, sealKeys(form.form, packed.keys, keysKey, randomness));
  const { places, ...head } = form;
  const body = { ...head, items: places.length, languages: languagesIn(packed.opened.languages), file, keys };
  await house.log.write(() => ({
    records: [
      secretsKept.draft(designScope, actor, { form: form.form, key, keysKey, codes }),
      formSealed.draft(regionScope, actor, body),
    ],
    answer: undefined,
  }));
  await wrapForServers(house, form.form, actor);
  return ok(undefined);
}

/** The same for all schools that have a server: without one nothing can be opened. */
export async function wrapForServers(house: House, form: string, actor: string): Promise<void> {
  const servers = await schoolServers(house.log.read);
  await wrapFor(house, form, actor, [...new Set(servers.map(({ school }) => school))]);
}

/** ASM-22: wraps a form's key for schools that have none yet: also for one that was registered after the sealing. */
export async function wrapFor(
  house: House,
  form: string,
  actor: string,
  schools: readonly SchoolId[],
): Promise<number> {
  const { read } = house.log;
  const secrets = await findSecrets(read, form);
  if (!secrets) return 0;
  const has = new Set(
    (await read.all<{ school: SchoolId }>('select school from assessment_wraps where form = ?', form)).map(
      (row) => row.school,
    ),
  );
  const waiting = schools.filter((school) => !has.has(school));
  for (let at = 0; at < waiting.length; at += wrapsAtOnce) {
    const records = await Promise.all(
      waiting.slice(at, at + wrapsAtOnce).map(async (school) => {
        const wrapped = await wrapKey(
          secrets.key,
          codeFor(secrets.codes, form, school),
          { form, school },
          house.randomness,
        );
        return keysWrapped.draft(schoolScope(school), actor, { school, ...codeCost, wraps: [{ form, ...wrapped }] });
      }),
    );
    await house.log.write(() => ({ records, answer: undefined }));
  }
  return waiting.length;
}

async function keepFile(house: House, bytes: Uint8Array): Promise<{ readonly hash: string; readonly bytes: number }> {
  return { hash: await house.files.put(bytes), bytes: bytes.length };
}

function languagesIn<L extends string>(of: Partial<Record<L, unknown>>): L[] {
  return Object.keys(of) as L[];
}
