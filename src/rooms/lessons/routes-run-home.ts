import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/mini';
import type { Language } from '#kernel/language.ts';
import type { House } from '#http/house.ts';
import { input, refused } from '#http/frame.ts';
import { language as languageSchema } from '#kernel/schema.ts';
import { findSchool } from '#people/index.ts';
import { lessonReader } from '#rooms/library/index.ts';
import type { OpenRun } from './routes-run-desk.ts';
import type { HomePage } from './ui/run-home.tsx';
import en from './words/pupil.en.json' with { type: 'json' };
import kk from './words/pupil.kk.json' with { type: 'json' };
import ru from './words/pupil.ru.json' with { type: 'json' };

const wordsOf: Readonly<Record<Language, Readonly<Record<string, string>>>> = { kk, ru, en };

/** In whose language the page speaks. */
export const homeLanguage = input('query', z.object({ language: languageSchema }));

/** The page's program and style, as `npm start` or a release built them beside the web app. */
const built = join(import.meta.dirname, '..', '..', '..', 'dist', 'web', 'home');
/** Films stay at school, and so does what would make the file too large for a telephone. */
const mostMediaBytes = 6 * 1024 * 1024;
const mediaTypes: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
};

/**
 * LES-85: the homework of a lane as one file that needs no network, ever: texts, pictures, questions with their check. Whoever
 * opens it finds no name in it.
 */
export async function homePage(house: House, run: OpenRun, lane: string, language: Language): Promise<string> {
  const own = run.row.content.lanes.find((each) => each.lane === lane);
  if (!own) throw refused('lessons.run.none', 404);
  const { topic = '', homework = [] } = run.held.get(lane) ?? {};
  const read = lessonReader();
  const lessons: HomePage['lessons'][number][] = [];
  for (const each of homework.map(run.show)) {
    if (each.kind !== 'lesson') continue;
    const file = each.files[language] ?? each.files.kk ?? Object.values(each.files)[0];
    const lesson = file ? await read(house, file) : undefined;
    if (lesson) lessons.push({ built: lesson, media: await mediaOf(house, JSON.stringify(lesson)) });
  }
  const school = house.self.school && (await findSchool(house.log.read, house.self.school));
  const words = wordsOf[language];
  const page: HomePage = {
    id: `${run.row.run}-${lane}`,
    language,
    school: school ? school.names[language] : '',
    heading: `${(words['lessons.run.home.grade'] ?? '').replace('{grade}', String(own.grade))} · ${run.row.day.split('-').toReversed().join('.')}`,
    topic,
    tasks: homework.flatMap((each) => (each.kind === 'task' ? [each.text] : [])),
    lessons,
    words: words,
  };
  const parts = await Promise.all(['home.js', 'home.css'].map((name) => readFile(join(built, name), 'utf8')));
  return document(page, parts[0] ?? '', parts[1] ?? '');
}

/** Pictures and sounds as addresses that hold them. */
async function mediaOf(house: House, text: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  let left = mostMediaBytes;
  for (const ref of new Set(text.match(/[\da-f]{64}\.[a-z\d]{2,4}/g))) {
    const [hash = '', ending = ''] = ref.split('.');
    const type = mediaTypes[ending];
    const size = await house.files.size(hash);
    if (!type || size === undefined || size > left) continue;
    left -= size;
    found[ref] = `data:${type};base64,${Buffer.from(await house.files.read(hash)).toString('base64')}`;
  }
  return found;
}

/** Nothing may be fetched by it, whatever a lesson holds: its own policy says so to the browser. */
function document(page: HomePage, script: string, style: string): string {
  const policy =
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; media-src data:; font-src data:";
  const json = JSON.stringify(page).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="${policy}">
<title>Тірек</title>
<style>${style}</style>
</head>
<body>
<div id="home"></div>
<script type="application/json" id="home-page">${json}</script>
<script>${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
}
