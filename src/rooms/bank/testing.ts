import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '#kernel/ids.ts';
import type { Role } from '#kernel/role.ts';
import { createApp } from '#http/app.ts';
import type { House } from '#http/house.ts';
import type { Who } from '#http/who.ts';
import { openLog } from '#log/log.ts';
import type { Store } from '#log/store.ts';
import { peopleProjection, peopleRecords } from '#people/index.ts';
import { aHouse, anIdentity } from '#people/testing.ts';
import { library } from '#rooms/library/index.ts';
import { openFileStore } from '#sync/file-store.ts';
import { fakeClock, seededRandomness } from '#testing/logs.ts';
import { places } from '#testing/stores.ts';
import { bank } from './index.ts';
import type { CellFiles } from './cell-folder.ts';
import type { SourceItem, SourcePart } from './model/source.ts';

/** A picture of 40 × 30 that may be shown. */
export const aPicture = '<svg viewBox="0 0 40 30" xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>';

const two = (kk: string, ru: string) => ({ kk, ru });

/** One part of each kind, with everything that its kind can have. */
export const sampleParts: { readonly [K in SourcePart['kind']]: Extract<SourcePart, { kind: K }> } = {
  single: {
    kind: 'single',
    stem: two('Жем өзені қайда құяды? $2 + 3$', 'Куда впадает река Жем? $2 + 3$'),
    options: [two('теңізге', 'в море'), two('көлге', 'в озеро'), '12', '$\\frac{3}{4}$'],
    right: 2,
  },
  multiple: {
    kind: 'multiple',
    stem: two('Жұп сандарды белгілеңіз.', 'Отметьте чётные числа.'),
    options: ['3', '4', '5', '6'],
    right: [1, 3],
    steps: 'each',
  },
  number: {
    kind: 'number',
    stem: two('Жылдамдықты табыңыз: $s = 7$ км, $t = 2$ сағ.', 'Найдите скорость: $s = 7$ км, $t = 2$ ч.'),
    right: '3,5',
    tolerance: '0,1',
    unit: two('км/сағ', 'км/ч'),
  },
  short: {
    kind: 'short',
    stem: two('Ол қандай ауа?', 'Какой это воздух?'),
    right: { kk: ['ылғалды'], ru: ['влажный'] },
  },
  order: {
    kind: 'order',
    stem: two('Өсу ретімен қойыңыз.', 'Расставьте по возрастанию.'),
    items: ['4', '1', '3'],
    right: [1, 2, 0],
    steps: 'each',
  },
  match: {
    kind: 'match',
    stem: two('Сәйкестендіріңіз.', 'Соотнесите.'),
    lefts: ['$2 \\cdot 3$', '$2 \\cdot 4$'],
    rights: ['8', '6', '5'],
    right: [1, 0],
    steps: 'each',
  },
  gap: {
    kind: 'gap',
    stem: two('Толықтырыңыз.', 'Дополните.'),
    lines: two('Су {0} градуста {1}.', 'Вода при {0} градусах {1}.'),
    choices: [
      ['0', '100'],
      [two('қатады', 'замерзает'), two('қайнайды', 'кипит')],
    ],
    right: [1, 1],
    steps: 'each',
  },
  hotspot: {
    kind: 'hotspot',
    stem: two('Құдықты көрсетіңіз.', 'Покажите колодец.'),
    picture: 'yard.svg',
    alt: two('Аула', 'Двор'),
    width: 40,
    height: 30,
    spots: [
      { name: 'A', shape: 'circle', x: 10, y: 10, r: 5 },
      { name: 'B', shape: 'rect', x: 20, y: 10, w: 10, h: 10 },
    ],
    most: 1,
    right: [1],
  },
  table: {
    kind: 'table',
    stem: two('Әр сөйлем дұрыс па?', 'Верно ли каждое утверждение?'),
    columns: [two('дұрыс', 'верно'), two('бұрыс', 'неверно')],
    rows: ['$1 < 2$', '$3 < 2$'],
    right: [0, 1],
    steps: 'each',
  },
};

/** An item as it is written, which is right; `changes` replaces fields. */
export function anItem(changes: Record<string, unknown> = {}): SourceItem {
  return {
    id: 'p8-01',
    subject: 'physics',
    objective: '7.2.2.11',
    grade: 7,
    level: 'B',
    seconds: 60,
    parts: [sampleParts.single],
    why: two('Себебі осылай.', 'Потому что так.'),
    ...changes,
  };
}

/** The files of a cell of physics with these items; `changes` replaces entries of its head. */
export function aCell(items: readonly unknown[], changes: Record<string, unknown> = {}): CellFiles {
  const head = {
    cell: 'physics-8',
    grade: 8,
    subjects: ['physics'],
    minutes: 45,
    edition: '2022',
    licence: 'CC-BY-4.0',
    title: { kk: 'Физика', ru: 'Физика', en: 'Physics' },
    forms: { start: [], end: [] },
    ...changes,
  };
  const encode = (text: string) => new TextEncoder().encode(text);
  return new Map([
    ['cell.json', encode(JSON.stringify(head))],
    ['items-1.json', encode(JSON.stringify(items))],
    ['media/yard.svg', encode(aPicture)],
  ]);
}

export type Answered = { readonly status: number; readonly body: never };

/** A region's node with the bank on a real store: Monday, 23 November 2026, 10:00 in Aktobe. */
export type BankRegion = AsyncDisposable & {
  readonly house: House;
  /** Calls the API as somebody of the region, by the name of their role and who they are. */
  call(who: { role: Role; person?: string }, method: string, path: string, body?: unknown): Promise<Answered>;
  fetch(who: { role: Role; person?: string } | undefined, path: string, init?: RequestInit): Promise<Response>;
};

export async function aBankRegion(engine: Store['engine'] = 'sqlite'): Promise<BankRegion> {
  const place = await places[engine]();
  const folder = mkdtempSync(join(tmpdir(), 'tirek-bank-'));
  const self = await anIdentity('bank-region');
  const clock = fakeClock(Date.UTC(2026, 10, 23, 5));
  const log = await openLog({
    store: await place.open(),
    self: { node: self.node, epoch: self.epoch, key: self.signingKey },
    types: [...peopleRecords, ...library.records, ...bank.records],
    projections: [peopleProjection, library.projection, bank.projection],
    mayWrite: () => true,
    clock,
    randomness: seededRandomness('bank'),
    vaultKey: self.vaultKey,
  });
  const house: House = { ...aHouse(self, log, clock), files: openFileStore(join(folder, 'files')) };
  const whoOf = (token: string | undefined): Promise<Who> => {
    if (!token) return Promise.resolve({ kind: 'anyone' });
    const [role = '', person = ''] = token.split('/');
    const posts = [{ role: role as Role }];
    return Promise.resolve({ kind: 'person', person: person as PersonId, posts, language: 'kk', session: 'test' });
  };
  const app = createApp({ house, rooms: [bank], whoOf, report: (_, error) => console.error(error) });
  const fetch: BankRegion['fetch'] = async (who, path, init = {}) => {
    const token = who && `${who.role}/${who.person ?? `a-${who.role}`}`;
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    return app.request(`/api/bank${path}`, { ...init, headers });
  };
  return {
    house,
    fetch,
    call: async (who, method, path, body) => {
      const response = await fetch(who, path, body === undefined ? { method } : { method, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as never };
    },
    [Symbol.asyncDispose]: async () => {
      await log.close();
      await place.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
