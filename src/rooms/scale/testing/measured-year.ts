import { mintId, regionScope, schoolScope, type PersonId, type SchoolId } from '#kernel/ids.ts';
import type { House } from '#http/house.ts';
import type { FormPlace, OpenedForm } from '#rooms/assessment/model/form.ts';
import { sheetNumber } from '#rooms/assessment/model/sheet.ts';
import {
  designScope,
  formDrawn,
  formOpened,
  formSealed,
  keysOpened,
  secretsKept,
  studySet,
} from '#rooms/assessment/records.ts';
import { sheetKeyed, sheetsMade } from '#rooms/assessment/records-paper.ts';
import { sealForm, sealKeys } from '#rooms/assessment/sealing.ts';
import type { ItemFace, ItemKey } from '#rooms/bank/index.ts';
import type { Html } from '#rooms/library/index.ts';
import { chanceOf } from '../model/chance.ts';
import { dichotomous } from '../model/item-model.ts';
import { drawn } from './simulated.ts';

export const cell = 'mathematics-6';
const size = 16;
const shared = 8;

/** Item n of a time: the first eight are the same at both, of which the fourth becomes two logits harder. */
function itemOf(time: 'start' | 'end', n: number): { readonly item: string; readonly place: number } {
  const drift = time === 'end' && n === 3 ? 2 : 0;
  return {
    item: n < shared ? `anchor-${n}` : `${time}-${n}`,
    place: -1.5 + (3 * ((n * 5) % size)) / (size - 1) + drift,
  };
}

/** A study with one form of sixteen single choices, sealed at the region and opened, its keys too where `areKeysOpen`. */
export async function aMeasuredStudy(house: House, time: 'start' | 'end', areKeysOpen = true): Promise<void> {
  const study = `${time}-2026`;
  const form = `form-${time}`;
  const html = (text: string): Html => `<p>${text}</p>` as Html;
  const items = Array.from({ length: size }, (_, n) => itemOf(time, n).item);
  const faces = items.map((item): ItemFace => {
    return {
      item,
      version: 1,
      parts: [{ kind: 'single', stem: html(item), options: ['а', 'б', 'в', 'г'].map(html) }],
      media: [],
    };
  });
  const keys = items.map((item): ItemKey => ({ item, version: 1, parts: [{ kind: 'single', right: 1 }], points: 1 }));
  const places = items.map((item, n): FormPlace => {
    return { item, version: 1, points: 1, isAnchor: n < shared, objective: '6.1.1.1', level: 'B' };
  });
  const of = { form, study, cell, timePoint: time, booklet: '1', minutes: 40, places };
  const opened: OpenedForm = { form, minutes: 40, languages: { kk: faces, ru: faces }, media: {}, of };
  const { randomness } = house;
  const [key, keysKey, codes] = [randomness.bytes(32), randomness.bytes(32), randomness.bytes(32)];
  const kept = async (bytes: Uint8Array) => ({ hash: await house.files.put(bytes), bytes: bytes.length });
  const file = await kept(sealForm(opened, key, randomness));
  const keysFile = await kept(sealKeys(form, keys, keysKey, randomness));
  const head = { form, study, cell, timePoint: time, booklet: of.booklet, minutes: of.minutes };
  const days = time === 'start' ? { from: '2026-09-07', to: '2026-09-18' } : { from: '2027-05-03', to: '2027-05-14' };
  await house.log.write(() => ({
    records: [
      studySet.draft(regionScope, 'test', { study, year: 2026, timePoint: time, ...days }),
      formDrawn.draft(designScope, 'test', { ...of, places }),
      secretsKept.draft(designScope, 'test', { form, key, keysKey, codes }),
      formSealed.draft(regionScope, 'test', { ...head, items: size, languages: ['kk', 'ru'], file, keys: keysFile }),
      formOpened.draft(regionScope, 'test', { form, key, places }),
      ...(areKeysOpen ? [keysOpened.draft(regionScope, 'test', { form, key: keysKey })] : []),
    ],
    answer: undefined,
  }));
}

/** Pupils who sat on paper, with their abilities at the start; at the end everybody has grown by half a logit, and some are away. */
export type PaperPupil = { readonly person: PersonId; readonly theta: number };

export function paperPupils(house: House, school: SchoolId, count: number): readonly PaperPupil[] {
  const chance = chanceOf(school);
  return Array.from({ length: count }, () => ({ person: mintId<PersonId>(house.randomness), theta: chance.normal() }));
}

export const trueGrowth = 0.5;

/** What they wrote, keyed twice alike; the first omits an item, the second does not reach the last two. */
export async function onPaper(
  house: House,
  school: SchoolId,
  time: 'start' | 'end',
  pupils: readonly PaperPupil[],
): Promise<void> {
  const chance = chanceOf(`${school} ${time}`);
  const scope = schoolScope(school);
  const first = time === 'start' ? 1 : 1000;
  const sheets = pupils.map(({ person }, n) => ({
    sheet: sheetNumber(first + n),
    person,
    language: n % 3 === 0 ? ('ru' as const) : ('kk' as const),
  }));
  await house.log.write((on) => {
    const records = [];
    for (let n = 0; n < sheets.length; n += 100) {
      records.push(sheetsMade.draft(scope, 'test', { form: `form-${time}`, sheets: sheets.slice(n, n + 100) }));
    }
    for (const [n, { sheet, person }] of sheets.entries()) {
      const theta = pupils[n]!.theta + (time === 'end' ? trueGrowth : 0);
      const values = Array.from({ length: size }, (_, at): readonly [number | null] => {
        if ((n === 0 && at === 5) || (n === 1 && at >= size - 3)) return [null];
        return drawn(chance, dichotomous('', itemOf(time, at).place), theta) === 1 ? [1] : [2];
      });
      const sealed = on.seal(person, scope, JSON.stringify(values));
      for (const pass of [1, 2] as const) records.push(sheetKeyed.draft(scope, 'test', { sheet, pass, sealed }));
    }
    return { records, answer: undefined };
  });
}
