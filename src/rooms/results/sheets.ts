import type { Language, Text } from '#kernel/language.ts';
import type { ClassReport } from './class-report.ts';
import type { Interval } from './model/measured.ts';
import { paperSay, type PaperSay } from './paper-words.ts';
import type { NamedRow, Published } from './published.ts';
import type { RegionCell, RegionReport } from './region-report.ts';
import type { SchoolReport, SchoolValue } from './school-report.ts';
import type { SchoolsReport } from './working-access.ts';

/** What is taken along, on paper and as a spreadsheet alike: the same tables that the screen shows. */
export type Cell = string | number;
export type Sheet = {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};
export type Takeaway = {
  readonly title: string;
  readonly about: string;
  readonly notes: readonly string[];
  readonly sheets: readonly Sheet[];
};

type In = { readonly say: PaperSay; readonly lang: Language };
const inLanguage = (lang: Language): In => ({ say: paperSay(lang), lang });

const whole = (value: number): number => Math.round(value);
/** Value and both ends, in whole points. */
const three = (of: Interval | undefined, none: string): readonly Cell[] => {
  return of ? [whole(of.value), whole(of.low), whole(of.high)] : [none, none, none];
};

function cellName({ say, lang }: In, { titles, grade }: { readonly titles: Text; readonly grade: number }): string {
  return say('cell', { subject: titles[lang], grade });
}

export function classSheets(report: ClassReport, lang: Language): Takeaway {
  const { say } = inLanguage(lang);
  const { titles, grade, year, timePoint, objectives, pupils, without } = report;
  const words = ({ kk, ru }: { readonly kk: string; readonly ru: string }): string => (lang === 'ru' ? ru : kk);
  const ratio = (points: { readonly points: number; readonly of: number } | null): string => {
    return points ? `${points.points}/${points.of}` : say('none');
  };
  return {
    title: say('title.class', { subject: titles[lang], grade }),
    about: say(`when.${timePoint}`, { year, next: year + 1 }),
    notes: [say('note.scale'), ...(without.length > 0 ? [say('without', { names: without.join(', ') })] : [])],
    sheets: [
      {
        title: say('grid'),
        head: [say('pupil'), ...objectives.map(({ objective }) => objective)],
        rows: [
          ...pupils.map(({ name, points }) => [name, ...points.map(ratio)]),
          [say('whole'), ...objectives.map(ratio)],
        ],
      },
      {
        title: say('objectives'),
        head: [say('objective'), say('words'), say('points'), say('of'), say('again')],
        rows: objectives.map((each) => [
          each.objective,
          words(each),
          each.points,
          each.of,
          each.isWeak ? say('yes') : '',
        ]),
      },
      {
        title: say('bands'),
        head: [say('pupil'), say('low'), say('high'), say('change')],
        rows: pupils.map(({ name, band, change }) => {
          return [name, whole(band.low), whole(band.high), change ? say(`change.${change.kind}`) : say('none')];
        }),
      },
    ],
  };
}

export function schoolSheets(report: SchoolReport, lang: Language): Takeaway {
  const of = inLanguage(lang);
  const { say } = of;
  const row = (name: string, figure: string, value: SchoolValue | undefined): readonly Cell[][] => {
    if (!value) return [];
    const { own, among } = value;
    const standing = among ? say(`standing.${among.standing}`) : say('none');
    return [[name, figure, own.n, whole(own.mean), ...three(among?.value, say('none')), standing]];
  };
  return {
    title: say('title.school'),
    about: '',
    notes: [say('note.school'), say('note.scale'), say('note.growth')],
    sheets: report.years.map(({ year, cells }) => ({
      title: say('year', { year, next: year + 1 }),
      head: ['school.cell', 'what', 'pupils', 'own', 'value', 'low', 'high', 'standing'].map((key) => say(key)),
      rows: cells.flatMap((cell) => {
        const name = cellName(of, cell);
        return [
          ...row(name, say('start'), cell.start),
          ...row(name, say('end'), cell.end),
          ...row(name, say('growth'), cell.growth),
        ];
      }),
    })),
  };
}

export function regionSheets(report: RegionReport, lang: Language): Takeaway {
  const of = inLanguage(lang);
  const { say } = of;
  const grown = report.cells.filter(({ districts }) => districts.length > 0);
  return {
    title: say('title.region'),
    about: say('year', { year: report.year, next: report.year + 1 }),
    notes: [say('note.growth'), say('note.scale')],
    sheets: [
      {
        title: say('growth'),
        head: ['school.cell', 'what', 'value', 'low', 'high', 'pupils', 'schools', 'left', 'joined'].map((key) =>
          say(key),
        ),
        rows: report.cells.flatMap((cell) => cellRows(of, cell)),
      },
      ...grown.map((cell) => ({
        title: say('districts', { cell: cellName(of, cell) }),
        head: ['district', 'value', 'low', 'high', 'pupils', 'left', 'standing'].map((key) => say(key)),
        rows: cell.districts.map((each): readonly Cell[] => {
          if (each.kind === 'few')
            return [each.district, ...three(undefined, say('few')), say('few'), say('few'), say('none')];
          const { growth, left, standing } = each;
          return [each.district, ...three(growth, ''), growth.pupils, left, say(`standing.${standing}`)];
        }),
      })),
    ],
  };
}

function cellRows(of: In, cell: RegionCell): readonly (readonly Cell[])[] {
  const { say } = of;
  const name = cellName(of, cell);
  const none = say('none');
  const { start, end, growth } = cell;
  return [
    ...(start ? [[name, say('start'), ...three(start, none), start.pupils, start.schools, none, none]] : []),
    ...(end ? [[name, say('end'), ...three(end, none), end.pupils, end.schools, none, none]] : []),
    ...(growth
      ? [[name, say('growth'), ...three(growth, none), growth.pupils, growth.schools, growth.left, growth.joined]]
      : []),
  ];
}

export function schoolsSheets(report: SchoolsReport, lang: Language): Takeaway {
  const of = inLanguage(lang);
  const { say } = of;
  const named = report.cells.find(({ cell }) => cell === report.cell);
  return {
    title: say('title.schools', { about: say(`about.${report.about}`) }),
    about: `${say('year', { year: report.year, next: report.year + 1 })}, ${named ? cellName(of, named) : say('cell.all')}`,
    notes: [say('note.order'), say('note.scale')],
    sheets: [
      {
        title: say(`about.${report.about}`),
        head: ['district', 'school', 'value', 'low', 'high', 'pupils', 'standing'].map((key) => say(key)),
        rows: report.schools.map(({ names, district, shown }): readonly Cell[] => {
          const standing = 'standing' in shown ? say(`standing.${shown.standing}`) : say('none');
          const value = shown.kind === 'value' ? three(shown.value, '') : three(undefined, say('none'));
          const pupils = shown.kind === 'value' ? shown.pupils : say(shown.kind === 'none' ? 'none' : 'few');
          return [district[lang], names[lang], ...value, pupils, standing];
        }),
      },
    ],
  };
}

export function publishedSheets(release: Published, lang: Language): Takeaway {
  const of = inLanguage(lang);
  const { say } = of;
  const isLevel = release.kind === 'level';
  return {
    title: say('title.published'),
    about: `${say(`about.${release.about}`)}, ${say('year', { year: release.year, next: release.year + 1 })}`,
    notes: [say('note.published'), say('note.scale'), ...(isLevel ? [] : [say('note.growth')])],
    sheets: release.tables.map((table) => ({
      title: cellName(of, table),
      head: ['unit', 'pupils', isLevel ? 'value' : 'growth', 'low', 'high', ...(isLevel ? ['share'] : [])].map((key) =>
        say(key),
      ),
      rows: table.rows.map((row): readonly Cell[] => {
        const name = row.kind === 'region' ? say('region') : row.name[lang];
        return [
          name,
          row.pupils,
          row.mean.value,
          row.mean.low,
          row.mean.high,
          ...(isLevel ? [shareCell(say, row)] : []),
        ];
      }),
    })),
  };
}

function shareCell(say: PaperSay, { share, bound }: NamedRow): Cell {
  if (share) return share.value;
  return bound === undefined ? say('hidden') : bound === 'few-reached' ? '≤ 5' : '≥ 95';
}
