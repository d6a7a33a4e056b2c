import { Dialog } from '#people/ui/office-dialog.tsx';
import { useSay } from '#web/app.ts';
import type { CellDesign } from '../design.ts';
import type { Form } from '../model/form.ts';

/** Which item takes the place of another: those of the same objective and level first. */
export function SwapDialog({
  design,
  form,
  at,
  close,
}: {
  design: CellDesign;
  form: Form;
  at: number;
  close: (item?: string) => void;
}) {
  const say = useSay();
  const place = form.places[at];
  const used = new Set(form.places.map(({ item }) => item));
  const near = (each: CellDesign['candidates'][number]): number =>
    Number(each.objective === place?.objective) * 2 + Number(each.level === place?.level);
  const free = design.candidates.filter(({ item }) => !used.has(item)).toSorted((a, b) => near(b) - near(a));
  return (
    <Dialog title={say('assessment.swap', { item: place?.item ?? '' })} onClose={() => close()}>
      {free.length === 0 && <p>{say('assessment.swap-none')}</p>}
      <ul class="office-list">
        {free.map((each) => (
          <li key={each.item}>
            <span>
              {each.item} · {each.level} · {each.objective}
              <small class="forms-stem">{design.stems[each.item] ?? ''}</small>
            </span>
            <button type="button" class="button" onClick={() => close(each.item)}>
              {say('assessment.take')}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
