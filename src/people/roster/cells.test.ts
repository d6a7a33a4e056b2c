import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseBirthDate, parseIin, parseLanguage, parseMedium, parseSex, vocabulary } from './cells.ts';
import { parseClass, parseClassSet } from './classes.ts';
import { isMended, normaliseName, splitFullName } from './names.ts';
import { parseRoles } from './roles.ts';
import { parseSubject } from './subjects.ts';
import { parseTeaching } from './teaching.ts';
import type { Result } from '#kernel/result.ts';

const today = '2026-09-01';

function valueOf<T>(result: Result<T, { readonly key: string }>): T | string {
  return result.ok ? result.value : result.error.key.replace('roster.', '');
}

test('ROS-12 names get their capitals and keep their Kazakh letters', () => {
  const cases = {
    '  серікова ': 'Серікова',
    ҮМІТ: 'Үміт',
    'ӘБДІҚАДЫР   ҰЛЫ': 'Әбдіқадыр ұлы',
    'Мамед Оглы': 'Мамед оглы',
    'ким-ли': 'Ким-Ли',
    'Ким – Ли': 'Ким-Ли',
    МакДональд: 'МакДональд',
    'Й\u0438\u0306гит': 'Ййгит',
    Һәкім: 'Һәкім',
    'О’Нил': "О'Нил",
    Kim: 'Kim',
    'Е.': 'Е.',
    '': '',
  };
  for (const [raw, name] of Object.entries(cases)) assert.equal(valueOf(normaliseName(raw)), name);
});

test('ROS-12 Latin lookalikes in a Cyrillic word are put right and told, other mixtures refused', () => {
  assert.equal(valueOf(normaliseName('Cерiк')), 'Серік');
  assert.equal(isMended('Cерiк'), true);
  assert.equal(isMended('  Серік '), false);
  assert.equal(isMended('Kim'), false);
  assert.equal(valueOf(normaliseName('Айгyл')), 'name-mixed-letters');
  assert.equal(valueOf(normaliseName('Serік')), 'name-mixed-letters');
});

test('ROS-12 ROS-6 what is no name is refused', () => {
  const cases = {
    'Т?рсын': 'letters-lost',
    'Т\ufffdрсын': 'letters-lost',
    Айша1: 'name-unreadable',
    '123': 'name-unreadable',
    '-': 'name-unreadable',
  };
  for (const [raw, key] of Object.entries(cases)) assert.equal(valueOf(normaliseName(raw)), key);
  assert.equal(valueOf(normaliseName('а'.repeat(60))), `А${'а'.repeat(59)}`);
  assert.equal(valueOf(normaliseName('а'.repeat(61))), 'name-too-long');
});

test('ROS-12 a normalised name is left alone when it is read again', () => {
  const raw = fc.string({ unit: fc.constantFrom(..."аәіІҮқ ЁйA-'’iЖ"), maxLength: 30 });
  fc.assert(
    fc.property(raw, (text) => {
      const once = normaliseName(text);
      if (once.ok) assert.deepEqual(normaliseName(once.value), once);
    }),
  );
});

test('ROS-12 a full name is family name, given name and the rest', () => {
  assert.deepEqual(valueOf(splitFullName('Серікова Айша Нұрлан қызы')), {
    familyName: 'Серікова',
    givenName: 'Айша',
    patronymic: 'Нұрлан қызы',
  });
  assert.deepEqual(valueOf(splitFullName('Ким Анна')), { familyName: 'Ким', givenName: 'Анна' });
  assert.equal(valueOf(splitFullName('Айша')), 'full-name-short');
});

test('ROS-13 dates of birth in the ways that they are written', () => {
  const cells = [
    '14.03.2014',
    '14/03/2014',
    '14-3-2014',
    '2014-03-14',
    '2014.03.14',
    '14.03.2014 г.',
    '14.03.2014ж.',
    '2014-03-14 00:00:00',
    new Date('2014-03-14T00:00:00Z'),
    41_712,
  ];
  for (const cell of cells) assert.equal(valueOf(parseBirthDate(cell, today)), '2014-03-14', String(cell));
});

test('ROS-13 every day since 1920 survives all its spellings', () => {
  const days = fc.integer({ min: Date.UTC(1920, 0, 1) / 86_400_000, max: Date.parse(today) / 86_400_000 });
  fc.assert(
    fc.property(days, (day) => {
      const date = new Date(day * 86_400_000);
      const iso = date.toISOString().slice(0, 10);
      const [year, month, dayOfMonth] = iso.split('-');
      // 25 569 is Excel's number of 1 January 1970.
      for (const cell of [iso, `${dayOfMonth}.${month}.${year}`, date, day + 25_569]) {
        assert.equal(valueOf(parseBirthDate(cell, today)), iso);
      }
    }),
  );
});

test('ROS-13 what is no date of birth is refused', () => {
  const cases: readonly (readonly [string | number | Date, string])[] = [
    ['31.02.2014', 'date-impossible'],
    ['29.02.2015', 'date-impossible'],
    ['2014-13-01', 'date-impossible'],
    ['14.03.14', 'date-unreadable'],
    ['наурыз 2014', 'date-unreadable'],
    ['2014', 'date-unreadable'],
    [new Date(Number.NaN), 'date-unreadable'],
    ['02.09.2026', 'date-out-of-range'],
    ['31.12.1919', 'date-out-of-range'],
    [5, 'date-out-of-range'],
  ];
  for (const [cell, key] of cases) assert.equal(valueOf(parseBirthDate(cell, today)), key, String(cell));
  assert.equal(valueOf(parseBirthDate('01.09.2026', today)), '2026-09-01');
});

test('ROS-14 classes in the ways that schools write them', () => {
  const cases = {
    '5': '5',
    '05': '5',
    '5 А': '5А',
    '5-А': '5А',
    '5а': '5А',
    '5«Ә»': '5Ә',
    '5 "ә" сынып': '5Ә',
    '11 класс': '11',
    'VII б': '7Б',
    VIIб: '7Б',
    ІХ: '9',
    XI: '11',
    'X А': '10А',
    IV: '4',
    '5 A': '5А',
    '6-сынып': '6',
    '6 сыныбы': '6',
    '0': '0',
    МАД: '0',
    предшкола: '0',
    '1«Г» класс': '1Г',
  };
  for (const [text, expected] of Object.entries(cases)) {
    const name = parseClass(text);
    assert.equal(name && `${name.grade}${name.letter ?? ''}`, expected, text);
  }
  for (const text of ['12', '5-6', '5АБ', 'XII', 'IIX', 'А', '', '5,6', '2012-05-06', '-1', '5.5'])
    assert.equal(parseClass(text), undefined, text);
});

test('ROS-14 every class survives every spelling', () => {
  const grade = fc.integer({ min: 0, max: 11 });
  const letter = fc.constantFrom(...'АӘБВГҒДЕЖ', '');
  fc.assert(
    fc.property(
      grade,
      letter,
      fc.constantFrom(' ', '-', '', ' «', '"'),
      fc.constantFrom('', ' сынып', ' класс'),
      (number, own, between, word) => {
        const text = `${number}${own === '' ? '' : between}${own}${own !== '' && between.includes('«') ? '»' : ''}${word}`;
        assert.deepEqual(parseClass(text), own === '' ? { grade: number } : { grade: number, letter: own });
      },
    ),
  );
  assert.deepEqual(parseClassSet('5А + 6'), [{ grade: 5, letter: 'А' }, { grade: 6 }]);
});

test('ROS-18 sex, medium and language in three languages, unknown ones refused', () => {
  assert.deepEqual(
    ['ер', 'Ұл', 'м', 'муж.', 'M', 'мальчик'].map((text) => valueOf(parseSex(text))),
    Array(6).fill('male'),
  );
  assert.deepEqual(
    ['Қыз', 'кыз', 'ж', 'ӘЙЕЛ', 'жен', 'female'].map((text) => valueOf(parseSex(text))),
    Array(6).fill('female'),
  );
  assert.equal(valueOf(parseSex('иә')), 'sex-unknown');
  assert.deepEqual(
    ['қазақ', 'Казахский', 'каз.', 'қазақ тілінде', 'kk'].map((text) => valueOf(parseMedium(text))),
    Array(5).fill('kk'),
  );
  assert.deepEqual(
    ['орыс', 'русский', 'Рус.', 'ru'].map((text) => valueOf(parseMedium(text))),
    Array(4).fill('ru'),
  );
  assert.equal(valueOf(parseMedium('ағылшын')), 'medium-unknown');
  assert.equal(valueOf(parseMedium('неміс')), 'medium-unknown');
  assert.equal(valueOf(parseLanguage('ағылшын')), 'en');
  assert.equal(valueOf(parseLanguage('клингон')), 'language-unknown');
});

test('ROS-16 an IIN gets back the zeros that a spreadsheet ate', () => {
  assert.equal(parseIin('140314600123'), '140314600123');
  assert.equal(parseIin(50_314_600_123), '050314600123');
  assert.equal(parseIin('0503 1460 0123'), '050314600123');
  assert.equal(parseIin('14031460'), undefined);
  assert.equal(parseIin('1403146001234'), undefined);
});

test('ROS-19 roles in three languages, several in one cell, the widest first', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    оқушы: ['pupil'],
    Ученица: ['pupil'],
    мұғалім: ['teacher'],
    'физика мұғалімі': ['teacher'],
    'учитель физики': ['teacher'],
    'Сынып жетекшісі': ['class-teacher', 'teacher'],
    'учитель, кл. рук.': ['class-teacher', 'teacher'],
    'физика мұғалімі, директор': ['head', 'teacher'],
    меңгеруші: ['head'],
    'Директордың оқу ісі жөніндегі орынбасары': ['deputy-head'],
    'зам. директора по УР / учитель': ['deputy-head', 'teacher'],
    'жергілікті ересек': ['local-adult'],
    'teacher and technician': ['teacher', 'technician'],
  };
  for (const [text, roles] of Object.entries(cases)) assert.deepEqual(valueOf(parseRoles(text)), roles, text);
});

test('ROS-19 ROS-20 unknown roles, the region’s roles, and a pupil with an adult’s role are refused', () => {
  assert.equal(valueOf(parseRoles('завхоз')), 'role-unknown');
  for (const text of ['аудандық әдіскер', 'методист', 'Координатор', 'тірек мектеп мұғалімі', 'фонд'])
    assert.equal(valueOf(parseRoles(text)), 'role-of-region');
  assert.equal(valueOf(parseRoles('мұғалім, методист')), 'role-of-region');
  assert.equal(valueOf(parseRoles('оқушы, мұғалім')), 'role-pupil-and-adult');
});

function loads(subjects: string, classes = ''): unknown {
  const result = parseTeaching(subjects, classes);
  if (!result.ok) return `${result.error.what.key.replace('roster.', '')} in ${result.error.cell}`;
  return result.value.map(
    (load) => `${load.subject} ${load.classes.map((name) => `${name.grade}${name.letter ?? ''}`).join('+')}`,
  );
}

test('ROS-21 a load as teachers write it', () => {
  assert.deepEqual(loads('физика: 7; жаратылыстану: 5+6'), ['physics 7', 'natural-science 5+6']);
  assert.deepEqual(loads('физика: 7, 8, химия: 9'), ['physics 7', 'physics 8', 'chemistry 9']);
  assert.deepEqual(loads('Алгебра, геометрия: 7, 8'), ['algebra 7', 'algebra 8', 'geometry 7', 'geometry 8']);
  assert.deepEqual(loads('физика 7 А\nхимия (8)'), ['physics 7А', 'chemistry 8']);
  assert.deepEqual(loads('ағылшын тілі', '3, 4, 5+6'), ['english 3', 'english 4', 'english 5+6']);
  assert.deepEqual(loads('физика; химия: 8', '7'), ['physics 7', 'chemistry 8']);
  assert.deepEqual(loads('Казак тили мен адебиети: 7'), ['kazakh-language-and-literature 7']);
  assert.deepEqual(loads('физика: 7; Физика: 7'), ['physics 7']);
  assert.deepEqual(loads('жаратылыстану: 5+6; жаратылыстану: 6+5'), ['natural-science 6+5']);
  assert.deepEqual(loads('математика: 1+2+3+4'), ['mathematics 1+2+3+4']);
  assert.deepEqual(loads(''), []);
});

test('ROS-21 a load that cannot be meant is refused, in the cell where it stands', () => {
  assert.equal(loads('физика: 7-9'), 'load-unreadable in subjects');
  assert.equal(loads('тігін: 7'), 'subject-unknown in subjects');
  assert.equal(loads('физика'), 'load-without-classes in subjects');
  assert.equal(loads('', '7, 8'), 'load-without-subjects in classes');
  assert.equal(loads('физика', '7, барлығы'), 'load-unreadable in classes');
  assert.equal(loads('математика: 1+2+3+4+5'), 'group-grades in subjects');
  assert.equal(loads('7, 8'), 'load-unreadable in subjects');
});

test('ROS-21 subjects in Kazakh and Russian are the same subject', () => {
  const pairs = [
    ['жаратылыстану', 'Естествознание'],
    ['дүниетану', 'познание мира'],
    ['орыс тілі', 'Русский язык'],
    ['дене шынықтыру', 'физкультура'],
    ['Қазақстан тарихы', 'История Казахстана'],
  ] as const;
  for (const [kazakh, russian] of pairs) {
    assert.ok(parseSubject(kazakh));
    assert.equal(parseSubject(kazakh), parseSubject(russian));
  }
});

test('ROS-11 a spelling cannot have two meanings, however it is typed', () => {
  assert.throws(() => vocabulary({ one: 'Тегі', two: 'тегi' }));
  assert.equal(vocabulary({ one: 'Тегі|фамилия' }).get('теги'), 'one');
});
