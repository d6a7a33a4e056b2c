import { on, type Projection, type RowOp } from '#log/projection.ts';
import { lessonPublished, packPublished } from './records.ts';

function fileOp(pack: string, hash: string, bytes: number, type: string): RowOp {
  return { op: 'insert', table: 'library_files', row: { pack, hash, bytes, type } };
}

export const libraryProjection: Projection = {
  name: 'library',
  version: 1,
  tables: [
    {
      name: 'library_packs',
      columns: {
        pack: 'text',
        version: 'int',
        licence: 'text',
        edition: 'text',
        title_kk: 'text',
        title_ru: 'text',
        title_en: 'text',
        about_kk: 'text',
        about_ru: 'text',
        about_en: 'text',
        at: 'int',
      },
      key: ['pack'],
    },
    {
      name: 'library_lessons',
      columns: {
        pack: 'text',
        lesson: 'text',
        position: 'int',
        subject: 'text',
        grade: 'int',
        minutes: 'int',
        objectives: 'text',
        questions: 'int',
      },
      key: ['pack', 'lesson'],
      indexes: [['subject', 'grade']],
    },
    {
      name: 'library_versions',
      columns: { pack: 'text', lesson: 'text', language: 'text', title: 'text', file: 'text', bytes: 'int' },
      key: ['pack', 'lesson', 'language'],
    },
    {
      name: 'library_files',
      columns: { pack: 'text', hash: 'text', bytes: 'int', type: 'text' },
      key: ['pack', 'hash'],
      indexes: [['hash']],
    },
  ],
  effects: [
    on(packPublished, ({ pack, version, manifest, licence, edition, title, about }, { time }) => [
      { op: 'delete', table: 'library_lessons', key: { pack } },
      { op: 'delete', table: 'library_versions', key: { pack } },
      {
        op: 'upsert',
        table: 'library_packs',
        row: {
          pack,
          version,
          licence,
          edition,
          title_kk: title.kk,
          title_ru: title.ru,
          title_en: title.en,
          about_kk: about.kk,
          about_ru: about.ru,
          about_en: about.en,
          at: time,
        },
      },
      fileOp(pack, manifest.hash, manifest.bytes, 'application/json'),
    ]),
    on(lessonPublished, ({ versions, media, objectives, ...lesson }) => [
      { op: 'upsert', table: 'library_lessons', row: { ...lesson, objectives: objectives.join(' ') } },
      ...versions.flatMap(({ language, title, file }): RowOp[] => {
        const row = { pack: lesson.pack, lesson: lesson.lesson, language, title, file: file.hash, bytes: file.bytes };
        return [
          { op: 'upsert', table: 'library_versions', row },
          fileOp(lesson.pack, file.hash, file.bytes, 'application/json'),
        ];
      }),
      ...media.map(({ hash, bytes, type }) => fileOp(lesson.pack, hash, bytes, type)),
    ]),
  ],
};
