import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#kernel/language.ts';
import { renderPdf } from '#http/print.ts';
import type { Secret } from '../credentials.ts';
import type { OfficeClass, OfficePupil } from '../office/lists.ts';
import { secretPictures } from '../pictures.ts';
import type { SchoolRow } from '../queries.ts';
import { purposes } from '../records.ts';
import en from '../words/print.en.json' with { type: 'json' };
import kk from '../words/print.kk.json' with { type: 'json' };
import ru from '../words/print.ru.json' with { type: 'json' };

type Words = typeof kk;
type Key = keyof Words;
const wordsOf: Readonly<Record<Language, Words>> = { kk, ru, en };

/** On what a print stands: whose it is, in which language, on which day. */
export type PrintContext = { readonly lang: Language; readonly school: SchoolRow | undefined; readonly today: string };

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

function sayIn(lang: Language): Say {
  const words = wordsOf[lang];
  return (key, values = {}) =>
    words[`people.print.${key}` as Key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

function source(file: string): string {
  return readFileSync(join(import.meta.dirname, `${file}.typ`), 'utf8');
}

/** The head and foot of every paper, which other rooms' papers begin with too. It finds what `printCommon` gives. */
export function printFrame(): string {
  return source('frame');
}

function template(name: 'class-list' | 'cards' | 'consents'): string {
  return printFrame() + source(name);
}

/** PPL-37: a sample school says so on every page; what is invented is never taken for real. */
export function printCommon({ lang, school, today }: PrintContext, title: string) {
  return {
    lang,
    title,
    school: school?.names[lang] ?? '',
    day: plainDate(today),
    isSample: school?.isInvented ?? false,
  };
}

/** `14.03.2014`, as papers in Kazakhstan write a day. */
function plainDate(day: string): string {
  return day.split('-').toReversed().join('.');
}

function fullName({ fullName: { family, given, patronymic } }: OfficePupil): string {
  return [family, given, patronymic].filter(Boolean).join(' ');
}

export function printClassList(
  context: PrintContext,
  { class: name, pupils }: OfficeClass,
): Promise<Uint8Array<ArrayBuffer>> {
  const say = sayIn(context.lang);
  return renderPdf(template('class-list'), {
    ...printCommon(context, say('class-list', { class: name })),
    headings: ['number', 'name', 'birth', 'note'].map((each) => say(`class-list.${each}`)),
    rows: pupils.map((pupil) => ({ name: fullName(pupil), birth: plainDate(pupil.birth) })),
    count: say('class-list.count', { n: pupils.length }),
    signature: say('class-list.signature'),
  });
}

export type PrintedCard =
  | { readonly name: string; readonly picture: string; readonly secret: Secret | null }
  | { readonly name: string; readonly login: string; readonly password: string };

/** Cards to cut out, eight on a page: a pupil's PIN or pictures, an adult's login with a one-time password. */
export function printCards(
  context: PrintContext,
  name: string | undefined,
  cards: readonly PrintedCard[],
): Promise<Uint8Array<ArrayBuffer>> {
  const say = sayIn(context.lang);
  const drawings = readDrawings();
  const place = name === undefined ? (context.school?.names[context.lang] ?? '') : say('cards.class', { class: name });
  return renderPdf(template('cards'), {
    ...printCommon(context, name === undefined ? say('passwords') : say('cards', { class: name })),
    words: { login: say('cards.login'), password: say('cards.secret'), none: say('cards.none') },
    pictureWords: Object.fromEntries(secretPictures.map((each) => [each, say(`picture.${each}`)])),
    drawings,
    cards: cards.map((card) => ({ name: card.name, place, ...cardBody(card, say, drawings) })),
  });
}

function cardBody(card: PrintedCard, say: Say, drawings: Readonly<Record<string, string>>) {
  if ('login' in card) {
    return { kind: 'password', login: card.login, password: card.password, picture: '', how: say('cards.password') };
  }
  const { secret } = card;
  const picture = card.picture in drawings ? card.picture : '';
  if (secret?.kind === 'pin') return { kind: 'pin', pin: secret.pin, picture, how: say('cards.pin') };
  if (secret?.kind === 'pictures')
    return { kind: 'pictures', pictures: secret.pictures, picture, how: say('cards.pictures') };
  return { kind: 'none', picture, how: '' };
}

/** The drawings that stand beside names and serve as secrets, each as a picture of its own. */
function readDrawings(): Record<string, string> {
  const sheet = readFileSync(join(import.meta.dirname, '../ui/pictures.svg'), 'utf8');
  const symbols = sheet.matchAll(/<symbol id="([a-z-]+)" viewBox="([\d .-]+)">(.*?)<\/symbol>/gs);
  const drawings = [...symbols].map(([, id = '', box = '', inner = '']) => {
    return [id, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${inner}</svg>`];
  });
  return Object.fromEntries(drawings) as Record<string, string>;
}

const consentWords = {
  representative: 'representative',
  fullName: 'full-name',
  child: 'child',
  class: 'class',
  lead: 'lead',
  yes: 'yes',
  no: 'no',
  free: 'free',
  withdraw: 'withdraw',
  signature: 'signature',
  decoded: 'decoded',
  date: 'date',
} as const;

/** A form for each pupil, a page each: to be signed by a legal representative, purpose by purpose. */
export function printConsents(
  context: PrintContext,
  { class: name, pupils }: OfficeClass,
): Promise<Uint8Array<ArrayBuffer>> {
  const say = sayIn(context.lang);
  const words = Object.entries(consentWords).map(([word, key]) => [word, say(`consents.${key}`)]);
  return renderPdf(template('consents'), {
    ...printCommon(context, say('consents')),
    words: Object.fromEntries(words) as Record<string, string>,
    purposes: purposes.map((purpose) => ({
      title: say(`consents.${purpose}`),
      what: say(`consents.${purpose}.what`),
      without: say(`consents.${purpose}.without`),
    })),
    pupils: pupils.map((pupil) => ({ name: fullName(pupil), birth: plainDate(pupil.birth), class: name })),
  });
}
