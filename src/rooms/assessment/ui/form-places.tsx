import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import type { CellDesign } from '../design.ts';
import type { Form } from '../model/form.ts';
import { FormPreview } from './form-preview.tsx';
import { useFormName } from './forms-say.ts';
import { SwapDialog } from './swap-dialog.tsx';

/** A form, item by item: moved and exchanged by hand until it goes out. */
export function FormPlaces({ design, form, again }: { design: CellDesign; form: Form; again: () => void }) {
  const say = useSay();
  const { api } = useApp();
  const { isBusy, failure, send } = useSend();
  const [swapping, swap] = useState<number>();
  const [isShown, show] = useState(false);
  const nameOf = useFormName(design.forms);
  const isSealed = design.sealed.includes(form.form);
  const hard = design.findings.filter(({ isHard }) => isHard).length;
  const anchors = form.places.filter(({ isAnchor }) => isAnchor).length;
  const run = async (asking: Promise<unknown>): Promise<void> => {
    if (await send(asking as ReturnType<typeof api.post>)) again();
  };
  const move = (from: number, to: number): void =>
    void run(api.post(`/assessment/forms/${form.form}/edit`, { do: 'move', from, to }));
  return (
    <section class="sheet">
      <h2>{nameOf(form.form)}</h2>
      <p class="quiet">{say('assessment.form-sums', { items: form.places.length, anchors, minutes: form.minutes })}</p>
      <ol>
        {form.places.map((place, at) => (
          <li key={place.item} class="forms-place">
            <b>{at + 1}</b>
            <span>
              {place.item} · {place.level} · {place.objective}{' '}
              {place.isAnchor && <span class="forms-anchor">{say('assessment.anchor')}</span>}
              <small class="forms-stem">{design.stems[place.item] ?? ''}</small>
            </span>
            {!isSealed && (
              <span>
                <button
                  type="button"
                  class="button bare"
                  aria-label={say('assessment.move-up', { item: place.item })}
                  disabled={isBusy || at === 0}
                  onClick={() => move(at, at - 1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="button bare"
                  aria-label={say('assessment.move-down', { item: place.item })}
                  disabled={isBusy || at === form.places.length - 1}
                  onClick={() => move(at, at + 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  class="button bare"
                  aria-label={say('assessment.swap', { item: place.item })}
                  disabled={isBusy}
                  onClick={() => swap(at)}
                >
                  ⇄
                </button>
              </span>
            )}
          </li>
        ))}
      </ol>
      {failure && <Failed failure={failure} />}
      <div class="office-row">
        <button type="button" class="button" onClick={() => show(true)}>
          {say('assessment.preview')}
        </button>
        {isSealed ? (
          <span class="office-flag">{say('assessment.sealed-done')}</span>
        ) : (
          <button
            type="button"
            class="button main"
            disabled={isBusy || hard > 0}
            onClick={() => void run(api.post(`/assessment/forms/${form.form}/seal`, {}))}
          >
            {say(isBusy ? 'assessment.sealing' : 'assessment.seal')}
          </button>
        )}
      </div>
      {swapping !== undefined && (
        <SwapDialog
          design={design}
          form={form}
          at={swapping}
          close={(item) => {
            swap(undefined);
            if (item) void run(api.post(`/assessment/forms/${form.form}/edit`, { do: 'swap', at: swapping, item }));
          }}
        />
      )}
      {isShown && <FormPreview form={form} close={() => show(false)} />}
    </section>
  );
}
