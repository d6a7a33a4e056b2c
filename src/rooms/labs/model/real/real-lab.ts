import { refuse } from '#kernel/result.ts';
import type { ListedLab } from '../../labs/list.ts';
import { anyLab, type LabSpec, type Quantity } from '../lab.ts';
import { emptyNotebook } from '../notebook.ts';
import { hasNotebook, programme, realId, type ProgrammeWork } from './works.ts';

/** As long as a lesson. */
const minutes = 40;
const causes = ['eye', 'hand', 'few', 'ware'] as const;

/**
 * LAB-13: a work of the programme that has no virtual laboratory, as a lab without a bench: the same notebook and the same
 * rules, with readings that are typed.
 */
export function findReal(lab: string): ListedLab | undefined {
  const work = programme.works.find((each) => realId(each.id) === lab && each.lab === undefined && hasNotebook(each));
  if (!work) return undefined;
  const { subject, grade, objectives = [] } = work;
  const tasks = [{ task: 'real', grades: [grade], objectives }];
  return { lab, subject, minutes, tasks, load: () => Promise.resolve(anyLab(specOf(lab, work))) };
}

function specOf(
  lab: string,
  { subject, grade, objectives = [], change, measure, direction }: ProgrammeWork,
): LabSpec<null> {
  const quantity = (part: ProgrammeWork['change'], role: Quantity['role']): Quantity => {
    return { name: part?.name ?? '', sign: part?.sign ?? '', unit: part?.unit ?? '', role, by: { formula: '' } };
  };
  return {
    lab,
    version: 1,
    subject,
    minutes,
    hidden: [],
    controls: [],
    deeds: [],
    instruments: [],
    model: {
      begin: () => null,
      advance: () => null,
      act: () => refuse('labs.no-such-deed', 409),
      value: () => undefined,
    },
    quantities: [quantity(change, 'factor'), quantity(measure, 'outcome')],
    causes,
    tasks: [
      {
        task: 'real',
        grades: [grade],
        objectives,
        factor: change?.name ?? '',
        outcome: measure?.name ?? '',
        held: [],
        direction: direction ?? 'grows',
        levels: 4,
        // How far a real thing can be changed, nobody knows beforehand.
        span: 0,
        repeats: 2,
        fit: 'line',
      },
    ],
    // Nobody plays it: there is no bench.
    careful: { deeds: () => [], write: () => emptyNotebook },
  };
}

/** What a real work's notebook says of it, from the words of `words/real.*.json`; titles stand in the list itself. */
export function realWords(lab: string, words: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const work = programme.works.find(({ id }) => realId(id) === lab);
  const named = [work?.change, work?.measure].flatMap((part) => (part ? [part.name] : []));
  return Object.fromEntries([
    [`labs.${lab}.about.real`, words['labs.works.about'] ?? ''],
    ...named.map((name) => [`labs.${lab}.q.${name}`, words[`labs.quantity.${name}`] ?? name]),
    ...causes.map((cause) => [`labs.${lab}.cause.${cause}`, words[`labs.real.cause.${cause}`] ?? cause]),
  ]) as Readonly<Record<string, string>>;
}

/** Titles of all works with a notebook and no laboratory, under the keys of a lab's. */
export function realTitles(language: 'kk' | 'ru' | 'en'): Readonly<Record<string, string>> {
  return Object.fromEntries(
    programme.works
      .filter((work) => work.lab === undefined && hasNotebook(work))
      .flatMap((work) => ['title', 'task.real'].map((key) => [`labs.${realId(work.id)}.${key}`, work[language]])),
  );
}
