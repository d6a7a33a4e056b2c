import { useApp, useSay } from '#web/app.ts';
import { formatDate } from '#web/format.ts';
import type { Form } from '../model/form.ts';
import type { MonitoredCell } from '../model/monitored.ts';

/** How this room's screens name cells, booklets and days, in the reader's language. */
export function useNames() {
  const say = useSay();
  const { language } = useApp();
  const title = ({ titles, grade }: Pick<MonitoredCell, 'titles' | 'grade'>): string => {
    return say('assessment.cell', { subject: titles[language.value], grade });
  };
  return {
    cell: title,
    cellOf: (cells: readonly MonitoredCell[], cell: string): string => {
      const found = cells.find((each) => each.cell === cell);
      return found ? title(found) : cell;
    },
    booklet: (booklet: string): string => say('assessment.booklet', { booklet }),
    day: (day: string): string => (day ? formatDate(language.value, day, 'short') : ''),
    time: (at: number): string => formatDate(language.value, at, 'short'),
    study: (study: { readonly year: number; readonly timePoint: string }): string => {
      return say(study.timePoint === 'start' ? 'assessment.study-start' : 'assessment.study-end', {
        year: study.year,
        next: study.year + 1,
      });
    },
  };
}

/** `Жыл басы, 1-нұсқа` for a form of the design. */
export function useFormName(forms: readonly Form[]): (id: string | undefined) => string {
  const say = useSay();
  const names = useNames();
  return (id) => {
    const form = forms.find((each) => each.form === id);
    return form ? `${say(`assessment.at-${form.timePoint}`)}, ${names.booklet(form.booklet)}` : '';
  };
}
