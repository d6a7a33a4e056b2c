import { z } from 'zod/mini';
import { grade, language } from '#kernel/schema.ts';
import { recordType } from '#log/projection.ts';

const text = z.object({ kk: z.string(), ru: z.string(), en: z.string() });
const file = z.object({ hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)), bytes: z.int() });
const id = z.string().check(z.regex(/^[a-z0-9-]{1,60}$/));

/** A version of a pack begins. Lessons of earlier versions leave the shelf; open attempts keep their own file. */
export const packPublished = recordType('library.pack-published', {
  owner: 'any',
  version: 1,
  body: z.object({
    pack: id,
    version: z.int(),
    manifest: file,
    licence: z.string(),
    edition: z.string(),
    title: text,
    about: text,
  }),
});

/** A lesson of the pack's newest version, with all files that it needs. */
export const lessonPublished = recordType('library.lesson-published', {
  owner: 'any',
  version: 1,
  body: z.object({
    pack: id,
    lesson: id,
    position: z.int(),
    subject: z.string(),
    grade,
    minutes: z.int(),
    objectives: z.array(z.string()),
    questions: z.int(),
    versions: z.array(z.object({ language, title: z.string(), file })),
    media: z.array(z.object({ ...file.shape, type: z.string() })),
  }),
});

export const libraryRecords = [packPublished, lessonPublished] as const;
