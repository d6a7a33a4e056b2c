import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aLessonFile, aQuestionText } from '../testing.ts';
import { parseLesson } from './lesson-parser.ts';
import type { MediaFile } from './media.ts';
import { withAddresses } from './media-address.ts';
import type { BuiltLesson } from './pack.ts';

const hash = '0'.repeat(64);

function media(path: string): MediaFile {
  const name = path.replace('media/', '');
  const size = { width: 40, height: 30 };
  return { name, hash, ref: `${hash}.${name.split('.')[1]}`, type: 'image/svg+xml', content: new Uint8Array(), size };
}

function parse(text: string) {
  const errors: string[] = [];
  const parsed = parseLesson(
    { id: 'g7-physics-1', language: 'kk', text },
    {
      report: (key, line) => errors.push(`${line} ${key}`),
      lessons: new Set(['g7-physics-1', 'g7-physics-2']),
      useMedia: (path) => media(path),
    },
  );
  return { errors, lesson: parsed?.lesson, parsed };
}

function lessonOf(body: string): BuiltLesson {
  const { errors, lesson } = parse(aLessonFile(body));
  assert.deepEqual(errors, []);
  assert.ok(lesson);
  return lesson;
}

function htmlOf(body: string): string {
  const part = lessonOf(body).sections[0]?.parts[0];
  return part && 'html' in part ? part.html : '';
}

/** The errors of a lesson with this body, with lines counted from the body's first. */
function errorsOf(body: string): readonly string[] {
  return parse(aLessonFile(body)).errors.map((error) => error.replace(/^\d+/u, (line) => String(Number(line) - 7)));
}

test('PCK-3: the head of a lesson', () => {
  const { lesson } = parse(aLessonFile('Мәтін', { objectives: '7.2.1.3, 7.2.1.4', listen: 'media/a.mp3' }));
  assert.equal(lesson?.title, 'Жылдамдық');
  assert.deepEqual([lesson?.subject, lesson?.grade, lesson?.minutes], ['physics', 7, 40]);
  assert.deepEqual(lesson?.objectives, ['7.2.1.3', '7.2.1.4']);
  assert.equal(lesson?.listen, `${hash}.mp3`);
});

const wrongHeads: readonly (readonly [Record<string, string>, string])[] = [
  [{ title: '' }, '1 front-matter-entry-missing'],
  [{ subject: 'magic' }, '3 subject-unknown'],
  [{ subject: 'mathematics' }, '4 grade-not-of-subject'],
  [{ grade: '6' }, '4 grade-not-of-subject'],
  [{ grade: 'seven' }, '4 grade-not-of-subject'],
  [{ minutes: '0' }, '5 minutes-wrong'],
  [{ objectives: '7.2.1' }, '6 objective-form'],
  [{ author: 'A' }, '7 front-matter-entry-unknown'],
];

for (const [head, error] of wrongHeads) {
  test(`PCK-3, PCK-4: a head with ${JSON.stringify(head)} is refused`, () => {
    assert.deepEqual(parse(aLessonFile('Мәтін', head)).errors, [error]);
  });
}

test('PCK-3: a head that is missing, open or no head', () => {
  assert.deepEqual(parse('Мәтін').errors, ['1 front-matter-missing']);
  assert.ok(parse('---\ntitle: A').errors.includes('1 front-matter-open'));
  assert.ok(parse('---\nA\ntitle: A\ntitle: B\n---').errors.includes('2 front-matter-line'));
  assert.ok(parse('---\nA\ntitle: A\ntitle: B\n---').errors.includes('4 front-matter-entry-twice'));
});

test('PCK-6: sections begin at ##, and parts keep the order of the file', () => {
  const question = aQuestionText('number', 'Неше?\n= 1');
  const { sections } = lessonOf(`Кіріспе\n\n## Бір **екі**\n\nМәтін\n\n${question}\n\nСоңы\n\n## Үш`);
  assert.deepEqual(sections, [
    { title: '', parts: [{ html: '<p>Кіріспе</p>' }] },
    {
      title: 'Бір <strong>екі</strong>',
      parts: [{ html: '<p>Мәтін</p>' }, { question: 'q1' }, { html: '<p>Соңы</p>' }],
    },
    { title: 'Үш', parts: [] },
  ]);
});

test('PCK-6: lists, tables and emphasis are CommonMark; alignment is a class', () => {
  assert.equal(htmlOf('- *бір*\n- екі'), '<ul>\n<li><em>бір</em></li>\n<li>екі</li>\n</ul>');
  assert.match(htmlOf('| a | b |\n|--:|---|\n| 1 | 2 |'), /<th class="right">a<\/th>\n<th>b<\/th>/u);
  assert.equal(htmlOf('I ~~goed~~ went'), '<p>I <s>goed</s> went</p>');
  assert.equal(htmlOf('1 < 2 & "3"'), '<p>1 &lt; 2 &amp; &quot;3&quot;</p>');
});

test('PCK-7: formulas in a line and on lines of their own', () => {
  assert.match(htmlOf('Бұл $v = s_1 * t_2 * 3$.'), /^<p>Бұл <math>.*<\/math>\.<\/p>$/u);
  assert.match(htmlOf('Мәтін\n$$\nx\n$$\nМәтін'), /^<p>Мәтін<\/p>\n<math display="block"><mi>x<\/mi><\/math>/u);
  assert.match(htmlOf('- бір\n\n  $$x$$'), /<math display="block">/u);
  assert.equal(htmlOf('Бағасы 5\\$'), '<p>Бағасы 5$</p>');
});

test('PCK-8: pictures, sounds and films are named, not addressed', () => {
  const picture = `<img data-media="${hash}.svg" alt="Екі &quot;баған&quot;" width="40" height="30" loading="lazy">`;
  assert.equal(htmlOf('![Екі "баған"](media/a.svg)'), `<figure>${picture}</figure>`);
  assert.equal(htmlOf('Міне ![Екі "баған"](media/a.svg)'), `<p>Міне ${picture}</p>`);
  const sound = `<audio controls preload="none" data-media="${hash}.mp3" aria-label="Тыңда"></audio>`;
  assert.equal(htmlOf('!sound[Тыңда](media/a.mp3)'), `<figure><figcaption>Тыңда</figcaption>${sound}</figure>`);
  assert.match(htmlOf('!video[Тәжірибе](media/a.webm)'), /<video controls preload="none" data-media="0+\.webm"/u);
});

test('LIB-6: the reader puts addresses in, and only into attributes', () => {
  const addresses = { ofMedia: (ref: string) => `/m/${ref}?a=1&b="`, ofLesson: (id: string) => `#/${id}` };
  const html = htmlOf(`data-media="${hash}.svg" [келесі](g7-physics-2) ![a](media/a.svg) $\\text{ data-lesson="x"}$`);
  const shown = withAddresses(html, addresses);
  assert.match(shown, /<p>data-media=&quot;/u);
  assert.match(shown, /<a href="#\/g7-physics-2">келесі<\/a>/u);
  assert.match(shown, /<img src="\/m\/0{64}\.svg\?a=1&amp;b=&quot;" alt="a"/u);
  assert.doesNotMatch(shown.replace(/<math.*<\/math>/u, ''), /href="#\/x"/u);
});

test('PCK-9: an example has a title, a hint box has none', () => {
  assert.equal(
    htmlOf('::: example Есеп $x$\nШешуі\n:::'),
    '<section class="example"><h3>Есеп <math><mi>x</mi></math></h3><p>Шешуі</p></section>',
  );
  assert.equal(htmlOf('::: remember\nЕсте сақта\n:::'), '<aside class="remember"><p>Есте сақта</p></aside>');
});

const wrongTexts: readonly (readonly [string, string])[] = [
  ['# Бас', '1 heading-level'],
  ['Мәтін\n\n#### Төрт', '3 heading-level'],
  ['Мәтін\n===', '1 heading-level'],
  ['бір\nекі <b>үш</b>', '2 html-refused'],
  ['<div>\n', '1 html-refused'],
  ['> дәйек', '1 markdown-refused'],
  ['`код`', '1 markdown-refused'],
  ['```\nкод\n```', '1 markdown-refused'],
  ['бір\n\n---\n\nекі', '3 markdown-refused'],
  ['бір\n$a + b', '2 dollar-alone'],
  ['$$\nx', '1 dollar-alone'],
  ['бір $$x$$', '1 formula-not-alone'],
  ['бір\nекі $\\frac{1}$', '2 formula-unreadable'],
  ['$\\color{red}{x}$', '1 formula-not-drawn'],
  ['| a |\n|---|\n| $\\nosuch$ |', '3 formula-unreadable'],
  ['![](media/a.svg)', '1 media-without-words'],
  ['!sound[](media/a.mp3)', '1 media-without-words'],
  ['[сілтеме](http://example.org)', '1 link-outside'],
  ['[сілтеме](g8-physics-1)', '1 link-outside'],
  ['<http://example.org>', '1 link-outside'],
  ['::: example\nМәтін\n:::', '1 example-title'],
  ['::: remember Атау\nМәтін\n:::', '1 remember-title'],
  ['::: remember\n:::', '1 block-empty'],
  ['::: box\nМәтін\n:::', '1 block-unknown'],
  ['::: remember\nМәтін', '1 block-not-closed'],
  ['Мәтін\n:::', '2 block-not-open'],
  ['::: remember\nа\n::: example б\n:::', '3 block-in-block'],
  ['::: remember\n## Бас\n:::', '2 heading-level'],
];

for (const [body, error] of wrongTexts) {
  test(`PCK-6 to PCK-9, PCK-18: refuses ${JSON.stringify(body)}`, () => {
    const errors = errorsOf(body);
    assert.ok(errors.includes(error), errors.join(', '));
  });
}

test('PCK-3: a lesson in the encoding marks and line ends of Windows is the same lesson', () => {
  const text = aLessonFile(`Мәтін\n\n${aQuestionText('number', 'Неше?\n= 1')}`);
  assert.deepEqual(parse(`\ufeff${text.replaceAll('\n', '\r\n')}`).lesson, parse(text).lesson);
});

test('LIB-2: all errors of a file are reported at once', () => {
  const body = `# Бас\n\n<b>\n\n${aQuestionText('single', 'Неше?\n- [ ] a\n- [ ] b', 'q2')}`;
  assert.deepEqual(errorsOf(body), ['1 heading-level', '3 html-refused', '5 question-id', '5 single-right-count']);
});
