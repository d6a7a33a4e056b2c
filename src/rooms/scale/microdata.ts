import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { csvText, type Cell } from '#kernel/csv.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { readSex } from '#people/index.ts';
import { workOutCell, type CellPerson, type CellTask, type EarlierScale } from './model/cell.ts';
import type { KeptScores } from './kept-result.ts';
import { splitResult } from './kept-result.ts';
import { reportOf, type ReportNumbers } from './model/report.ts';
import { absent, type ItemShape, type Responses } from './model/responses.ts';
import { pseudonym } from './task.ts';

/** What stands beside the answers so that everything can be worked out again. */
type Settings = {
  readonly method: string;
  readonly seed: string;
  readonly draws: number;
  readonly start: readonly ItemShape[] | null;
  readonly end: readonly ItemShape[] | null;
  readonly earlier: EarlierScale | null;
};

const about = ['pupil', 'school', 'language', 'mode', 'joined', 'sex'] as const;
const times = ['start', 'end'] as const;

/**
 * SCL-41: the answers of a calibration for statisticians: `microdata.csv`, a row a pupil, pupils and schools under pseudonyms; `codebook.csv`;
 * `settings.json`. −1 absent, −2 not reached, −3 omitted. Scores and plausible values stand beside the answers.
 */
export function packMicrodata(task: CellTask, scores: KeptScores, method: string, salt: string): Uint8Array {
  const { start, end, earlier, seed, draws } = task;
  const settings: Settings = {
    method,
    seed,
    draws,
    start: start?.items ?? null,
    end: end?.items ?? null,
    earlier: earlier ?? null,
  };
  const headings = [...about, ...times.flatMap((time) => columnsOf(time, task[time], draws))];
  const rows = task.persons.map((person, n): Cell[] => {
    const own = [pseudonym(salt, 'pupil', person.person), pseudonym(salt, 'school', person.school)];
    return [
      ...own,
      person.language,
      person.mode,
      person.isJoined ? 1 : 0,
      person.sex ?? '',
      ...times.flatMap((time) => cellsOf(task[time], scores[time]?.[n] ?? null, n, draws)),
    ];
  });
  return zipSync({
    'microdata.csv': strToU8(csvText([headings, ...rows])),
    'codebook.csv': strToU8(csvText(codebookOf(task, draws))),
    'settings.json': strToU8(JSON.stringify(settings)),
  });
}

function columnsOf(time: string, of: Responses | undefined, draws: number): readonly string[] {
  if (!of) return [];
  const values = Array.from({ length: draws }, (_, n) => `pv${n + 1}`);
  return [
    ...of.items.map(({ item }) => `${time}:${item}`),
    ...['wle', 'se', 'eap', ...values].map((name) => `${time}.${name}`),
  ];
}

function cellsOf(
  of: Responses | undefined,
  score: NonNullable<KeptScores['start']>[number],
  n: number,
  draws: number,
): readonly Cell[] {
  if (!of) return [];
  const answers = [...of.data.subarray(n * of.items.length, (n + 1) * of.items.length)];
  const plausible = Array.from({ length: draws }, (_, draw) => score?.plausible[draw]);
  return [...answers, score?.wle, score?.se, score?.eap, ...plausible];
}

/** Name, what it is in kk, ru and en, and which values it has. */
function codebookOf({ start, end }: CellTask, draws: number): readonly (readonly Cell[])[] {
  const codes =
    '-1 = absent / берілмеген / не предъявлено; -2 = not reached / жетпеген / не дошёл; -3 = omitted / өткізіп кеткен / пропущено';
  const items = times.flatMap(
    (time) =>
      (time === 'start' ? start : end)?.items.map(({ item, most }) => [
        `${time}:${item}`,
        'тапсырма ұпайы',
        'балл за задание',
        'points on the item',
        `0–${most}; ${codes}`,
      ]) ?? [],
  );
  return [
    ['variable', 'kk', 'ru', 'en', 'values'],
    ['pupil', 'оқушының бүркеншік белгісі', 'условное обозначение ученика', 'pseudonym of the pupil', ''],
    ['school', 'мектептің бүркеншік белгісі', 'условное обозначение школы', 'pseudonym of the school', ''],
    ['language', 'тест тілі', 'язык теста', 'language of the test', 'kk, ru, en'],
    ['mode', 'қалай тапсырды', 'как выполнял', 'how it was sat', 'tablet, paper'],
    ['joined', 'жыл ішінде келген', 'пришёл в течение года', 'joined during the year', '0, 1'],
    ['sex', 'жынысы', 'пол', 'sex', 'female, male'],
    ...items,
    [
      'start.wle, end.wle',
      'деңгей бағасы (Уорм), логит',
      'оценка уровня (Уорм), логиты',
      'weighted likelihood estimate, logits',
      '',
    ],
    ['start.se, end.se', 'оның өлшем қателігі', 'её ошибка измерения', 'its standard error', ''],
    [
      'start.eap, end.eap',
      'күтілетін деңгей; топ үшін қолданбаңыз',
      'ожидаемый уровень; не для групп',
      'expected a posteriori; not for groups',
      '',
    ],
    [
      `start.pv1–pv${draws}, end.pv1–pv${draws}`,
      'ықтимал мәндер: топтар үшін ғана',
      'правдоподобные значения: только для групп',
      'plausible values: for groups only',
      '',
    ],
  ];
}

/** What is wrong with a file that should be microdata: where. */
export type MicrodataFault = { readonly why: 'no-zip' | 'no-settings' | 'other-method' | 'row'; readonly row?: number };

/** The task that the microdata come of, with pseudonyms in the place of ids: it gives the same numbers. */
export function unpackMicrodata(bytes: Uint8Array, method: string): Result<CellTask, MicrodataFault> {
  const files = unzipped(bytes);
  const [table, text] = [files?.['microdata.csv'], files?.['settings.json']];
  if (!table || !text) return err({ why: 'no-zip' });
  const settings = settingsOf(strFromU8(text));
  if (!settings) return err({ why: 'no-settings' });
  if (settings.method !== method) return err({ why: 'other-method' });
  const [headings = [], ...rows] = strFromU8(table)
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => line.split(';'));
  const persons: CellPerson[] = [];
  const data = { start: [] as number[], end: [] as number[] };
  for (const [n, cells] of rows.entries()) {
    if (cells.length !== headings.length) return err({ why: 'row', row: n + 2 });
    const [person = '', school = '', language = '', mode = '', joined, noted] = cells;
    const sex = readSex(noted);
    const row: CellPerson = { person, school, language, mode, isJoined: joined === '1' };
    persons.push(sex ? { ...row, sex } : row);
    for (const time of times) {
      for (const { item } of settings[time] ?? []) {
        const value = Number(cells[headings.indexOf(`${time}:${item}`)] ?? absent);
        if (!Number.isInteger(value)) return err({ why: 'row', row: n + 2 });
        data[time].push(value);
      }
    }
  }
  const responses = Object.fromEntries(
    times.flatMap((time) => {
      const items = settings[time];
      return items ? [[time, { items, persons: persons.length, data: Int8Array.from(data[time]) }]] : [];
    }),
  );
  const { seed, draws, earlier } = settings;
  return ok({ persons, ...responses, ...(earlier ? { earlier } : {}), seed, draws });
}

/** The numbers of the technical report, worked out again from microdata alone; undefined where they cannot be. */
export function reportAgain(task: CellTask): ReportNumbers | undefined {
  const result = workOutCell(task);
  return result.ok ? reportOf(splitResult(result.value, task.persons).kept) : undefined;
}

function unzipped(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> | undefined {
  try {
    return unzipSync(bytes, { filter: ({ originalSize }) => originalSize < 100_000_000 });
  } catch {
    return undefined;
  }
}

function settingsOf(text: string): Settings | undefined {
  try {
    const value = JSON.parse(text) as Partial<Settings>;
    const isTable = (of: unknown): boolean =>
      of === null ||
      (Array.isArray(of) && of.every((each) => typeof each?.item === 'string' && Number.isInteger(each.most)));
    const isWhole = typeof value.method === 'string' && typeof value.seed === 'string' && Number.isInteger(value.draws);
    return isWhole && (value.draws ?? 0) <= 100 && isTable(value.start) && isTable(value.end)
      ? (value as Settings)
      : undefined;
  } catch {
    return undefined;
  }
}
