import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { Plan } from '../src/rooms/lessons/plan/plan.ts';
import { lookAt as findWrong } from './look.ts';
import {
  answer,
  callAs,
  enrolTablet,
  goOn,
  signInAdult,
  signInPupil,
  takeTabletCode,
  type PupilCard,
} from './person.ts';
import { openStage, type Stage } from './stage.ts';

type Sitting = PupilCard & { readonly person: string; readonly page: Page };
type Group = {
  readonly group: string;
  readonly subject: string;
  readonly grades: readonly number[];
  readonly isMine: boolean;
};

/**
 * A lesson of three grades at once: grade 5 and 6 have natural science, grade 7 has physics, one teacher with a telephone,
 * a panel at the front, eight tablets. Each `it` goes on where the one before ended.
 */
describe('one teacher, three grades at once', { timeout: 420_000 }, () => {
  let stage: Stage;
  let remote: Page;
  let panel: Page;
  const pupils: Sitting[] = [];
  let run = '';
  const wrong: string[] = [];
  const lookAt = async (page: Page, name: string, widths?: readonly number[]): Promise<void> => {
    wrong.push(...(await findWrong(page, name, widths)));
  };
  const ofTablet = [360, 800] as const;
  const ofRemote = [360] as const;
  const ofGrade = (grade: number): Sitting[] => pupils.filter((each) => each.grade === grade);
  const pupil = (grade: number, n: number): Sitting => {
    const found = ofGrade(grade)[n];
    if (!found) throw new Error(`grade ${grade} has no pupil ${n}`);
    return found;
  };

  before(async () => {
    stage = await openStage();
    remote = (await stage.device({ width: 360, height: 740 })).page;
    panel = (await stage.device({ width: 1920, height: 1080 })).page;
    await signInAdult(remote, stage.school, 'teacher');
    await signInAdult(panel, stage.school, 'teacher');
  });
  after(async () => {
    await stage?.close();
  });

  it('eight pupils of three grades have a tablet each; one of them comes late', async () => {
    const groups = (await callAs<{ groups: Group[] }>(remote, 'GET', '/lessons/groups')).groups.filter(
      (each) => each.isMine,
    );
    const code = await takeTabletCode(remote, stage.school);
    const sat = new Set<string>();
    for (const group of [groupIn(groups, 'natural-science', 5), groupIn(groups, 'physics', 7)]) {
      type Board = { pupils: { person: string; name: string; grade: number }[] };
      const { pupils: members } = await callAs<Board>(remote, 'GET', `/lessons/groups/${group.group}/board`);
      for (const { person, name, grade } of members) {
        if (sat.has(person) || pupils.filter((each) => each.grade === grade).length >= 3 || pupils.length >= 8)
          continue;
        sat.add(person);
        const { secret } = await callAs<{ secret: { pin: string } }>(
          remote,
          'POST',
          `/people/pupils/${person}/reset`,
          {},
        );
        const { page } = await stage.device({ width: 800, height: 1100 });
        pupils.push({ person, name, grade, pin: secret.pin, page });
      }
    }
    assert.equal(pupils.length, 8);
    assert.deepEqual(
      [5, 6, 7].map((grade) => ofGrade(grade).length > 0),
      [true, true, true],
    );
    await Promise.all(pupils.map((each) => enrolTablet(each.page, stage.school, code)));
    await Promise.all(pupils.slice(0, 7).map((each) => signInPupil(each.page, each)));
  });

  it('the teacher begins the lesson, and every tablet has its own lane', async () => {
    await remote.goto(`${stage.school}/run`);
    await remote.getByRole('heading', { name: 'Сабақты бастау' }).waitFor();
    await lookAt(remote, 'run-start');
    const groups = (await callAs<{ groups: Group[] }>(remote, 'GET', '/lessons/groups')).groups;
    const content = threeGrades(groups);
    run = (await callAs<{ run: string }>(remote, 'POST', '/lessons/runs', { deed: 'journey-1', content })).run;
    await remote.goto(`${stage.school}/run/${run}`);
    await panel.goto(`${stage.school}/run/${run}/panel`);
    await panel.getByText('Заттың үш күйін').first().waitFor();
    for (const each of pupils.slice(0, 7)) {
      await each.page.getByText('Сабаққа кіру').click({ timeout: 20_000 });
      const [, phrase] = tasks[each.grade] ?? [];
      await each.page
        .getByText(phrase ?? '')
        .first()
        .waitFor();
    }
  });

  it('pupils work, one asks for help, and the remote says who comes first', async () => {
    for (const each of [pupil(6, 0), pupil(7, 0)]) {
      await each.page.locator('.run-part a.task-row').first().click();
      await answer(each.page);
    }
    await pupil(5, 0).page.getByRole('button', { name: 'Қол көтеру' }).click();
    await pupil(5, 1).page.getByRole('button', { name: 'Бітірдім' }).click();
    await remote.getByText('Қол көтерді').first().waitFor();
    await panel.getByText('Дайын: 1 /').first().waitFor();
    await lookAt(remote, 'run-remote', ofRemote);
    await lookAt(panel, 'run-panel', [1920]);
    await lookAt(pupil(5, 1).page, 'run-tablet', ofTablet);
    await remote.getByRole('button', { name: 'Бардым' }).click();
    await remote.getByText('Қазір көмек сұрап отырған ешкім жоқ.').waitFor();
    await pupil(5, 0).page.getByRole('button', { name: 'Қол көтеру' }).waitFor();
  });

  it('attendance is one tap, and a note about a pupil two', async () => {
    await remote.getByRole('button', { name: 'Қатысу' }).click();
    await remote.getByRole('button', { name: 'Бәрі осында' }).click();
    const row = remote.locator('.run-row').filter({ hasText: pupil(7, 0).name });
    await row.getByRole('button', { name: 'осында' }).and(remote.locator('[aria-pressed=true]')).waitFor();
    const late = pupils[7];
    await remote
      .locator('.run-row')
      .filter({ hasText: late?.name ?? '' })
      .getByRole('button', { name: 'жоқ' })
      .click();
    await lookAt(remote, 'run-attendance', ofRemote);
    await remote.getByRole('button', { name: 'Оқушылар' }).click();
    await remote.getByRole('button', { name: pupil(5, 0).name }).click();
    await lookAt(remote, 'run-note', ofRemote);
    await remote.getByRole('button', { name: 'Жақсы жауап берді' }).click();
    await remote.getByRole('button', { name: 'Сабақ', exact: true }).click();
  });

  it('the power fails: tablets and the remote go on, and what is done is kept', async () => {
    await stage.killSchool();
    for (const each of [pupil(6, 0), pupil(7, 0)]) {
      await goOn(each.page);
      await answer(each.page);
    }
    await pupil(5, 0).page.getByRole('button', { name: 'Бітірдім' }).click();
    await remote.locator('.run-all').getByRole('button', { name: 'Келесі' }).click();
    await remote.getByText('2-кезең').first().waitFor();
    await remote
      .getByText(/Мектеп сервері үнсіз/)
      .first()
      .waitFor({ timeout: 30_000 });
    await lookAt(remote, 'run-remote-away', ofRemote);
  });

  it('the power is back: the order arrives, lanes move on, nobody is torn out of an answer', async () => {
    await stage.startSchool();
    await pupil(5, 0).page.getByText('Сынап').first().waitFor({ timeout: 60_000 });
    const writing = pupil(6, 0).page;
    await writing.getByText('Келесі кезең басталды').waitFor({ timeout: 60_000 });
    await lookAt(writing, 'run-strip', ofTablet);
    await writing.getByRole('link', { name: 'Келесі' }).click();
    await writing.getByText('Су айналымын').first().waitFor();
  });

  it('who comes late lands in the present phase; who is moved has the other lane’s part', async () => {
    const late = pupils[7] as Sitting;
    await signInPupil(late.page, late);
    await late.page.getByText('Сабаққа кіру').click();
    await late.page
      .getByText(tasks[late.grade]?.[2] ?? '')
      .first()
      .waitFor();
    const moved = pupil(6, 1);
    await remote.getByRole('button', { name: 'Оқушылар' }).click();
    await remote.getByRole('button', { name: moved.name }).click();
    await remote.getByRole('button', { name: /^5-сынып.* жолағына$/ }).click();
    await moved.page.getByText('Сынап').first().waitFor();
    await remote.getByRole('button', { name: 'Сабақ', exact: true }).click();
  });

  it('after the end a tablet asks how it was', async () => {
    for (let more = 0; more < 2; more++) {
      await remote.locator('.run-all').getByRole('button', { name: 'Келесі' }).click();
      // A quick hand: what was pressed counts at once.
      await remote.waitForTimeout(100);
    }
    const { page } = pupil(5, 0);
    await page.getByText('Сабақ қалай өтті?').waitFor({ timeout: 20_000 });
    for (const question of await page.locator('.run-pulse').all()) await question.getByText('Иә').click();
    await lookAt(page, 'run-pulse', ofTablet);
    await page.getByRole('button', { name: 'Жіберу' }).click();
    await page.getByText('Рақмет!').waitFor();
  });

  it('every pupil’s work is there', async () => {
    type Seat = { person: string; lane: string; answered: number; isReady: boolean };
    type Remote = {
      pupils: Seat[];
      attendance: { person: string; state: string }[];
      notes: object[];
      commands: object[];
    };
    let found: Remote | undefined;
    for (let tries = 0; tries < 60; tries++) {
      found = await callAs<Remote>(remote, 'GET', `/lessons/runs/${run}`);
      const worked = found.pupils.filter((each) => each.answered > 0);
      if (worked.length >= 2 && worked.every((each) => each.answered >= 2)) break;
      await remote.waitForTimeout(500);
    }
    const seat = (person: string) => found?.pupils.find((each) => each.person === person);
    assert.deepEqual([seat(pupil(6, 0).person)?.answered, seat(pupil(7, 0).person)?.answered], [2, 2]);
    assert.equal(seat(pupil(6, 1).person)?.lane, 'a');
    assert.equal(found?.notes.length, 1);
    assert.equal(found?.attendance.find((each) => each.person === pupils[7]?.person)?.state, 'absent');
  });

  it('the lesson is closed: its page says what was, and homework is on the tablets', async () => {
    await remote.getByRole('link', { name: 'Сабақты аяқтау' }).click();
    await remote.getByRole('button', { name: 'Жабу және журналға жазу' }).waitFor();
    await lookAt(remote, 'run-close', ofRemote);
    await remote.getByLabel('Үйге тапсырма қосу').first().fill('Үйдегі мұзды өлшеп кел.');
    await remote.getByRole('button', { name: 'Жабу және журналға жазу' }).click();
    await remote.getByRole('heading', { name: 'Сабақ қалай өтті' }).waitFor();
    await remote.getByRole('button', { name: 'Үйге файл етіп алу' }).first().waitFor();
    await lookAt(remote, 'run-after');
    const { page } = pupil(5, 0);
    await page.getByText('Үйдегі мұзды өлшеп кел.').waitFor();
    await lookAt(page, 'run-homework', ofTablet);
  });

  it('homework is a file that opens without any network, and prints as a sheet without the answers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tirek-home-'));
    const file = join(folder, 'uy.html');
    const download = remote.waitForEvent('download');
    await remote.getByRole('button', { name: 'Үйге файл етіп алу' }).first().click();
    await (await download).saveAs(file);
    const { context, page } = await stage.device({ width: 360, height: 740 });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await context.setOffline(true);
    await page.goto(pathToFileURL(file).href);
    await page.getByText('Оқулық, 34-бет').first().waitFor();
    await answer(page);
    await page.reload();
    await page.locator('form.ask [aria-live] > *').first().waitFor();
    await lookAt(page, 'run-home', ofRemote);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.paper-question').first().isVisible());
    assert.deepEqual(
      asked.filter((each) => !each.startsWith('file:') && !each.startsWith('data:')),
      [],
    );
    await context.close();
    rmSync(folder, { recursive: true });
  });

  it('every page on the way stood axe and fitted from 360 to 1920 pixels', () => {
    assert.deepEqual(wrong, []);
  });
});

/** What each grade does in the first phase, and in the second. */
const tasks: Readonly<Record<number, readonly [string, string, string]>> = {
  5: ['a', 'Заттың үш күйін', 'Сынап'],
  6: ['b', 'Өз бетіңше оқы', 'Су айналымын'],
  7: ['c', 'Тығыздықты тәжірибеде', 'Есепті дәптерге'],
};

function groupIn(groups: readonly Group[], subject: string, grade: number): Group {
  const found = groups.find((each) => each.subject === subject && each.grades.includes(grade));
  if (!found) throw new Error(`the sample has no group for ${subject} in grade ${grade}`);
  return found;
}

function threeGrades(groups: readonly Group[]): Plan {
  const lesson = (id: string) => ({ kind: 'lesson' as const, pack: 'week-5-7', lesson: id, minutes: 10 });
  const task = (text: string) => ({ kind: 'task' as const, text, minutes: 10 });
  const lane = (name: string, subject: string, grade: number, topic: string) => ({
    lane: name,
    group: groupIn(groups, subject, grade).group as Plan['lanes'][number]['group'],
    subject,
    grade,
    topic,
    objectives: [],
    more: [task('Сұрақтарыңды досыңа қой.')],
    homework: [task('Оқулық, 34-бет: 2-тапсырма.'), lesson(`g${grade}-${subject}-1`)],
  });
  return {
    title: 'Заттар мен олардың қасиеттері',
    minutes: 40,
    lanes: [
      lane('a', 'natural-science', 5, 'Заттың күйлері'),
      lane('b', 'natural-science', 6, 'Табиғаттағы су'),
      lane('c', 'physics', 7, 'Тығыздық'),
    ],
    phases: [
      {
        minutes: 15,
        parts: [
          {
            mode: 'teacher-led',
            form: 'explanation',
            pupils: 'Заттың үш күйін мұғаліммен бірге талда.',
            activities: [],
          },
          {
            mode: 'independent',
            form: 'reading',
            pupils: 'Өз бетіңше оқы да, сұрақтарға жауап бер.',
            activities: [lesson('g6-natural-science-1')],
          },
          {
            mode: 'independent',
            form: 'experiment',
            pupils: 'Тығыздықты тәжірибеде анықта.',
            activities: [lesson('g7-physics-2')],
          },
        ],
      },
      {
        minutes: 15,
        parts: [
          {
            mode: 'independent',
            form: 'drill',
            pupils: 'Сынап, су, ауа: әрқайсысы қай күйде? Кесте сыз.',
            activities: [lesson('g5-natural-science-1')],
          },
          {
            mode: 'teacher-led',
            form: 'discussion',
            pupils: 'Су айналымын мұғаліммен бірге түсіндір.',
            activities: [],
          },
          {
            mode: 'independent',
            form: 'writing',
            pupils: 'Есепті дәптерге шығар: 5-жаттығу.',
            activities: [task('5-жаттығу, 1–3')],
          },
        ],
      },
      {
        minutes: 10,
        parts: [5, 6, 7].map(() => ({
          mode: 'shared',
          form: 'discussion',
          pupils: 'Бүгін не білдік? Бәріміз айтайық.',
          activities: [],
        })),
      },
    ],
    hasTelephones: false,
  };
}
