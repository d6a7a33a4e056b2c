import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speechesOf } from './spoken-text.ts';

function lesson(body: string): string {
  return `---\ntitle: Сабақ\nlisten: media/a.ogg\n---\n${body}`;
}

test('PCK-3: the sound of a lesson holds its title and what stands before the second heading', () => {
  const [intro, ...more] = speechesOf(
    lesson('## Күз\n\nШөп **сары**.\n\n![шөп](media/a.svg)\n\n## Қыс\n\nҚар.\n'),
    'kk',
  );
  assert.deepEqual(intro, { file: 'media/a.ogg', text: 'Сабақ. Күз. Шөп сары.' });
  assert.deepEqual(more, []);
});

test('PCK-8: a sound under a heading or in a block speaks that section or block', () => {
  const body =
    '## Бір\n\n## Екі\n\n!sound[Тыңда](media/s.ogg)\n\nМәтін.\n\n::: remember\n!sound[Тыңда](media/r.ogg)\n\nЕреже.\n:::\n\nСоңы.\n';
  assert.deepEqual(speechesOf(lesson(body), 'kk').slice(1), [
    { file: 'media/s.ogg', text: 'Екі. Мәтін.' },
    { file: 'media/r.ogg', text: 'Есте сақта! Ереже.' },
  ]);
  assert.throws(
    () => speechesOf(lesson('## Бір\n\nМәтін.\n\n!sound[Тыңда](media/s.ogg)\n'), 'kk'),
    /first under its heading/u,
  );
});

function question(kind: string, key: string): string {
  const body = `::: question q1 ${kind}\nНайди.\n${key}\nright: Да, 7.\nwrong: Нет.\nlisten: media/q.ogg\n:::\n`;
  return speechesOf(lesson(`## Тема\n${body}`), 'ru')[1]?.text ?? '';
}

test('PCK-17: the sound of a question holds its stem and its options, neither replies nor feedback', () => {
  assert.equal(question('single', '- [ ] Кот\n  > Не он.\n- [x] Пёс'), 'Найди. Кот. Пёс.');
  assert.equal(question('number', '= 5 см\n'), 'Найди.');
});

test('LIB-17: what the screen mixes is never spoken in the order that is the answer', () => {
  assert.equal(question('order', '1. весна\n2. лето\n3. осень'), 'Найди. осень. лето. весна.');
  assert.equal(question('order', '1. лето\n2. осень\n3. весна'), 'Найди. весна. лето. осень.');
  assert.equal(
    question('match', '- Кот => мышь\n- Пёс => кость\n- Сова => жук'),
    'Найди. Кот. Пёс. Сова. жук. кость. мышь.',
  );
});

function said(text: string, language: 'kk' | 'ru'): string {
  return speechesOf(lesson(text), language)[0]?.text.replace('Сабақ. ', '') ?? '';
}

test('numbers and formulas are spoken as words in the case that the sentence asks for', () => {
  assert.equal(said('Дополни до 10.', 'ru'), 'Дополни до десяти.');
  assert.equal(said('К 2 прибавь 21.', 'ru'), 'К двум прибавь двадцать один.');
  assert.equal(said('$$13 - 5 = 8$$', 'ru'), 'тринадцать минус пять равно восемь.');
  assert.equal(said('3 см, 5 см, 12 см', 'ru'), 'три сантиметра, пять сантиметров, двенадцать сантиметров.');
  assert.equal(said('10-ға 5-ті қос', 'kk'), 'онға бесті қос.');
  assert.equal(said('2-қатар, 9-айдан, 20-бет', 'kk'), 'екінші қатар, тоғызыншы айдан, жиырмасыншы бет.');
  assert.throws(() => said('$x^2$', 'ru'), /no spoken form/u);
  assert.throws(() => said('Их 100.', 'ru'), RangeError);
});

test('what the voices would say wrongly is spelt for them', () => {
  assert.equal(said('Су, көбейту, суыр, ауа, тау.', 'kk'), 'Сұу, көбейтүу, сұуыр, ауа, тау.');
  assert.equal(said('Оно росло, а волокно нет.', 'ru'), "[[Vn'o]] росло, а волокно нет.");
});
