import { ok, refuse, type Refusal, type Result } from '#kernel/result.ts';
import { schoolScope } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { ItemKey } from '#rooms/bank/index.ts';
import { readCode, type CodeFault } from './model/code.ts';
import type { OpenedForm } from './model/form.ts';
import { findKeysOpening, findOpening, findSealed, findSecrets, findWrap, type SealedHead } from './queries.ts';
import { openedHere } from './records.ts';
import { unsealForm, unsealKeys, unwrapKey } from './sealing.ts';

/**
 * A form that went out, as pupils see it, where it is open here: at the region always, at a school once the window's key
 * came or its code was given. Refused where it is unknown, still sealed, not here yet or damaged.
 */
export async function openForm(house: House, form: string): Promise<Result<OpenedForm, Refusal>> {
  const { read } = house.log;
  const head = await findSealed(read, form);
  if (!head) return refuse('assessment.no-such-form', 404);
  const key = (await findOpening(read, form))?.key ?? (await findSecrets(read, form))?.key;
  if (!key) return refuse('assessment.sealed', 409);
  return unsealedHere(house, head, key);
}

/**
 * ASM-22: opens a form at this school by its code, and keeps that as a record: from then on it is open here. A code that
 * its own checks find wrong is refused with the words or groups that are wrong; any other wrong code is only wrong.
 */
export async function openByCode(
  house: House,
  form: string,
  typed: string,
  actor: string,
): Promise<Result<OpenedForm, Refusal>> {
  const { school } = house.self;
  if (!school) return refuse('assessment.schools-only', 409);
  const { read } = house.log;
  const head = await findSealed(read, form);
  const wrap = head && (await findWrap(read, form, school));
  if (!head || !wrap) return refuse('assessment.no-such-form', 404);
  const code = readCode(typed);
  if (!code.ok) return refuse(...codeRefusal(code.error));
  const key = await unwrapKey(wrap, code.value, { form, school });
  if (!key) return refuse('assessment.code-wrong', 422);
  const opened = await unsealedHere(house, head, key);
  if (!opened.ok || (await findOpening(read, form))) return opened;
  const body = { form, key, places: opened.value.of.places.map((place) => ({ ...place })) };
  await house.log.write(() => ({ records: [openedHere.draft(schoolScope(school), actor, body)], answer: undefined }));
  return opened;
}

type Said = [key: string, status: Refusal['status'], values?: Refusal['values']];

/** What a fault of a code is called. */
export function codeRefusal(fault: CodeFault): Said {
  switch (fault.kind) {
    case 'empty':
      return ['assessment.code-empty', 422];
    case 'groups':
      return ['assessment.code-groups', 422, { have: fault.have, need: fault.need }];
    case 'unknown':
      return ['assessment.code-unknown', 422, { group: fault.group }];
    case 'no-digit':
      return ['assessment.code-no-digit', 422, { group: fault.group }];
    case 'check':
      return ['assessment.code-check', 422, { groups: fault.groups.join(', ') }];
  }
}

/**
 * The keys of a form's items: at the region always, at a school once the second file was opened (ASM-24).
 */
export async function keysOf(house: House, form: string): Promise<Result<readonly ItemKey[], Refusal>> {
  const { read } = house.log;
  const head = await findSealed(read, form);
  if (!head) return refuse('assessment.no-such-form', 404);
  const key = (await findKeysOpening(read, form)) ?? (await findSecrets(read, form))?.keysKey;
  if (!key) return refuse('assessment.keys-sealed', 409);
  const bytes = await bytesHere(house, head.keysFile);
  const keys = bytes && unsealKeys(form, bytes, key);
  if (!bytes) return refuse('assessment.not-here-yet', 503);
  return keys ? ok(keys) : refuse('assessment.file-broken', 409);
}

async function unsealedHere(house: House, head: SealedHead, key: Uint8Array): Promise<Result<OpenedForm, Refusal>> {
  const bytes = await bytesHere(house, head.file);
  if (!bytes) return refuse('assessment.not-here-yet', 503);
  const opened = unsealForm(head.form, bytes, key);
  return opened ? ok(opened) : refuse('assessment.file-broken', 409);
}

async function bytesHere(house: House, hash: string): Promise<Uint8Array | undefined> {
  return (await house.files.has(hash)) ? house.files.read(hash) : undefined;
}

/** Whether the file of a form is here, whole. */
export async function isFormHere(house: House, head: Pick<SealedHead, 'file'>): Promise<boolean> {
  return house.files.has(head.file);
}
