import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '#kernel/language.ts';
import { renderPdf } from '#http/print.ts';
import { printCommon, printFrame } from '#people/index.ts';
import type { ReportNumbers, ReportTime } from '../model/report.ts';
import { sayIn, type Say } from './words.ts';

/** On what a technical report stands: its cell and study by name, and the hash of what went in. */
export type ReportFrame = {
  readonly lang: Language;
  readonly today: string;
  readonly what: string;
  readonly inputs: string;
};

/** SCL-40: the technical report of a calibration, all of it from its numbers. */
export function printReport(numbers: ReportNumbers, frame: ReportFrame): Promise<Uint8Array<ArrayBuffer>> {
  const source = printFrame() + readFileSync(join(import.meta.dirname, 'technical.typ'), 'utf8');
  return renderPdf(source, reportPage(numbers, frame));
}

/** The page as the template takes it: sentences and numbers as they are read. */
export function reportPage(numbers: ReportNumbers, { lang, today, what, inputs }: ReportFrame) {
  const say = sayIn(lang);
  const { scale, method, seed } = numbers;
  const shown = { mean: numberText(scale.mean, 3, lang), sd: numberText(scale.sd, 3, lang) };
  const about = [
    say('how', { method, seed, inputs }),
    say('unit', shown),
    say(numbers.isOnEarlier ? 'unit.earlier' : 'unit.begins'),
  ];
  return {
    ...printCommon({ lang, school: undefined, today }, say('report').replace(' (PDF)', '')),
    what,
    about,
    times: numbers.times.map((time) => timePage(say, lang, time)),
    parts: [...linkParts(say, lang, numbers), difPart(say, lang, numbers)],
  };
}

function timePage(say: Say, lang: Language, time: ReportTime) {
  const show = (value: number | null, places = 2): string => numberText(value, places, lang);
  const { items, reliability } = {
    items: time.items,
    reliability: (['kr20', 'alpha', 'wle', 'eap'] as const).filter((name) => time[name] !== null),
  };
  return {
    title: say(`point.${time.time}`),
    summary: [
      [say('pupils'), String(time.pupils)],
      [say('mean'), `${show(time.mean)} (${say('se')}: ${show(time.meanSe, 3)})`],
      [say('sd'), show(time.sd)],
      ...reliability.map((name) => [`${say('reliability')}: ${say(`reliability.${name}`)}`, show(time[name])]),
      [say('gradient'), time.gradient.toExponential(1)],
    ],
    notes: [
      ...(time.wle < 0.3 ? [say('reliability.low')] : []),
      ...time.dropped.map(({ item, why }) => `${say('dropped')}: ${item} (${say(`dropped.${why}`)})`),
    ],
    headings: ['item', 'n', 'b', 'se', 'infit', 'outfit', 'rest', 'slope', 'look'].map((key) => say(key)),
    rows: items.map((item) => [
      item.item,
      String(item.n),
      ...[item.b, item.se, item.infit, item.outfit, item.itemRest, item.slope].map((value) => show(value)),
      item.flags.map((flag) => say(`flag.${flag}`)).join(' '),
    ]),
  };
}

type Part = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

function linkParts(say: Say, lang: Language, { anchors, roads, growth, sat }: ReportNumbers): readonly Part[] {
  if (!anchors) return [];
  const show = (value: number, places = 3): string => numberText(value, places, lang);
  const kept = anchors.anchors.filter(({ isDropped }) => !isDropped).length;
  const link: Part = {
    title: say('link'),
    lines: [say('link.lead', { kept, error: show(anchors.error) })],
    headings: ['link.item', 'link.shift', 'link.z', 'link.state'].map((key) => say(key)),
    rows: anchors.anchors.map(({ item, shift, z, isDropped }) => [
      item,
      show(shift),
      show(z, 2),
      say(isDropped ? 'link.dropped' : 'link.kept'),
    ]),
  };
  const rows = roads.map((road) => [say(`roads.${road.method}`), show(road.growth)]);
  const others: Part = { title: say('roads'), lines: [], headings: [say('roads.method'), say('roads.growth')], rows };
  if (!growth) return [link, others];
  const { low, high, scaled, scaledSe, pupils } = growth;
  const counts = { pupils, left: sat.start - sat.both, came: sat.end - sat.both };
  const line = {
    growth: show(growth.growth),
    low: show(low),
    high: show(high),
    scaled: show(scaled, 0),
    reach: show(1.96 * scaledSe, 0),
    ...counts,
  };
  const variances = {
    sampling: show(growth.sampling, 5),
    imputation: show(growth.imputation, 5),
    link: show(growth.link, 5),
  };
  return [
    link,
    others,
    { title: say('growth'), lines: [say('growth.line', line), say('growth.parts', variances)], headings: [], rows: [] },
  ];
}

function difPart(say: Say, lang: Language, { dif }: ReportNumbers): Part {
  const rows = dif.flatMap(({ by, items }) =>
    items.map((item) => [
      say(`dif.by.${by}`),
      item.item,
      numberText(item.delta, 2, lang),
      item.isCalled ? item.class : say('dif.few'),
    ]),
  );
  const lines = rows.length === 0 ? [say('dif.none')] : [];
  const headings = rows.length === 0 ? [] : [say('dif'), say('item'), say('dif.delta'), say('dif.class')];
  return { title: say('dif'), lines, headings, rows };
}

/** With a comma in kk and ru; a dash where there is no number. */
export function numberText(value: number | null, places: number, lang: Language): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const text = value.toFixed(places).replace('-', '−');
  return lang === 'en' ? text : text.replace('.', ',');
}
