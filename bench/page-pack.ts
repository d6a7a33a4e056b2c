import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const picture = `<svg viewBox="0 0 640 360" xmlns="http://www.w3.org/2000/svg"><rect x="0" y="0" width="640" height="360" fill="#ffffff"/>
<path d="M40 300H600" stroke="#1c2733" stroke-width="4"/><circle cx="180" cy="270" r="30" fill="none" stroke="#1f6fa8" stroke-width="6"/></svg>`;

const lesson = (title: string, text: string, stem: string, right: string): string => `---
title: ${title}
subject: physics
grade: 7
minutes: 10
objectives: 7.2.2.11
---
## ${title}

${text} $v = \\dfrac{s}{t}$

![${title}](media/road.svg)

::: question q1 number
${stem}
= 15 м/с
right: ${right}
wrong: ${text}
:::
`;

/** A pack with one lesson of one formula, one picture and one question: what the bench \`page\` opens. */
export function aSmallPack(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'tirek-pack-')), 'one-lesson');
  mkdirSync(join(folder, 'lessons', 'speed'), { recursive: true });
  mkdirSync(join(folder, 'media'));
  const curriculum = join(folder, '..', 'curriculum', '2022');
  mkdirSync(curriculum, { recursive: true });
  const objectives = [{ code: '7.2.2.11', kk: 'жылдамдық', ru: 'скорость', checked: false }];
  writeFileSync(
    join(curriculum, 'physics.json'),
    JSON.stringify({ subject: 'physics', edition: '2022', source: 'bench', objectives }),
  );
  const words = { kk: 'Жылдамдық', ru: 'Скорость', en: 'Speed' };
  const head = {
    id: 'one-lesson',
    version: 1,
    licence: 'CC-BY-4.0',
    edition: '2022',
    title: words,
    about: words,
    lessons: ['speed'],
  };
  writeFileSync(join(folder, 'pack.json'), JSON.stringify(head));
  writeFileSync(join(folder, 'media', 'road.svg'), picture);
  const kk = lesson(
    'Жылдамдық',
    'Жолды уақытқа бөл:',
    'Автобус 300 м жолды 20 с ішінде жүрді. Жылдамдығы қандай?',
    'Дұрыс.',
  );
  const ru = lesson(
    'Скорость',
    'Раздели путь на время:',
    'Автобус проехал 300 м за 20 с. Какова его скорость?',
    'Верно.',
  );
  writeFileSync(join(folder, 'lessons', 'speed', 'kk.md'), kk);
  writeFileSync(join(folder, 'lessons', 'speed', 'ru.md'), ru);
  return folder;
}
