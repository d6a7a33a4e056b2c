import { languages, type Text } from '#kernel/language.ts';
import type { Report } from './pack-error.ts';

/** PCK-1: what stands in `pack.json`. */
export type PackHead = {
  readonly id: string;
  readonly version: number;
  readonly licence: string;
  readonly edition: string;
  readonly title: Text;
  readonly about: Text;
  readonly lessons: readonly string[];
};

/** PCK-2: the form of a pack's and of a lesson's id. */
export function isFolderId(text: string): boolean {
  return text.length <= 60 && /^[a-z\d]+(-[a-z\d]+)*$/u.test(text);
}

/** Reads `pack.json`; undefined if anything in it is wrong, which is then reported. */
export function parsePackJson(text: string, report: Report): PackHead | undefined {
  const json = readObject(text, report);
  if (!json) return undefined;
  let isWhole = true;
  const demand = (isRight: boolean, entry: string) => {
    if (!isRight) report('pack-entry', lineOf(text, entry), { entry });
    isWhole &&= isRight;
  };
  const { id, version, licence, edition, title, about, lessons } = json;
  demand(typeof id === 'string' && isFolderId(id), 'id');
  demand(typeof version === 'number' && Number.isSafeInteger(version) && version >= 1, 'version');
  demand(isFilled(licence), 'licence');
  demand(isFilled(edition) && /^[\w-]+$/u.test(edition), 'edition');
  demand(isText(title), 'title');
  demand(isText(about), 'about');
  demand(Array.isArray(lessons) && lessons.length > 0 && lessons.every(isId), 'lessons');
  demand(Array.isArray(lessons) && new Set(lessons).size === lessons.length, 'lessons');
  for (const entry of Object.keys(json)) demand(known.has(entry), entry);
  return isWhole ? (json as PackHead) : undefined;
}

const known = new Set(['id', 'version', 'licence', 'edition', 'title', 'about', 'lessons']);

function readObject(text: string, report: Report): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
    report('pack-json', 1, { reason: '{ }' });
  } catch (error) {
    report('pack-json', 1, { reason: error instanceof Error ? error.message : String(error) });
  }
  return undefined;
}

function lineOf(text: string, entry: string): number {
  const place = text.indexOf(`"${entry}"`);
  return place < 0 ? 1 : text.slice(0, place).split('\n').length;
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && isFolderId(value);
}

function isText(value: unknown): value is Text {
  const texts = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return languages.every((language) => isFilled(texts[language])) && Object.keys(texts).length === languages.length;
}
