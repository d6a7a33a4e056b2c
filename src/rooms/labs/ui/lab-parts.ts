import type { Language } from '#kernel/language.ts';
import type { Dictionary } from '#web/words.ts';
import { labs } from '../labs/list.ts';
import type { AnyLab } from '../model/lab.ts';
import { labWords, sceneOf, type Scene } from './scenes.ts';

/** What the list and the bench say: one file a language. */
const common: Readonly<Record<Language, () => Promise<Dictionary>>> = {
  kk: async () => (await import('virtual:labs-words/kk')).words,
  ru: async () => (await import('virtual:labs-words/ru')).words,
  en: async () => (await import('virtual:labs-words/en')).words,
};

/** Fetched where a work has real apparatus. */
export const realParts = () => import('./real-parts.ts');

const isReal = (lab: string): boolean => lab.startsWith('real-');

export type LabParts = { readonly spec: AnyLab; readonly scene: Scene };

/** A lab's model and its apparatus; nothing where there is no such lab. */
export async function partsOf(lab: string): Promise<LabParts | undefined> {
  const listed = isReal(lab) ? (await realParts()).findReal(lab) : labs.find((each) => each.lab === lab);
  const [spec, scene] = await Promise.all([listed?.load(), sceneOf(lab)]);
  return spec && scene ? { spec, scene } : undefined;
}

/** What one lab says. */
export async function wordsOf(lab: string, language: Language): Promise<Dictionary> {
  return isReal(lab) ? (await realParts()).realLabWords(lab, language) : labWords(lab, language);
}

/** What a pupil's list of labs says. */
export async function listWords(language: Language): Promise<Dictionary> {
  const [own, { realTitles }] = await Promise.all([common[language](), realParts()]);
  return { ...own, ...realTitles(language) };
}

/** What the bench of a lab says. The lab itself comes beside it: nobody has to wait for the one to ask for the other. */
export async function benchWords(language: Language, lab: string): Promise<Dictionary> {
  void partsOf(lab).catch(() => undefined);
  const [own, more] = await Promise.all([common[language](), wordsOf(lab, language)]);
  return { ...own, ...more };
}

/** What a bench that stands may yet need: the other languages, and work with real apparatus. Then no server is needed. */
export async function fetchRest(lab: string): Promise<void> {
  await Promise.allSettled([
    realParts(),
    ...(['kk', 'ru', 'en'] as const).map((language) => benchWords(language, lab)),
  ]);
}
