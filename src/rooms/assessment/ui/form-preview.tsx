import { useState } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { Dialog } from '#people/ui/office-dialog.tsx';
import { ItemView } from '#rooms/bank/ui/item-view.tsx';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Waiting } from '#web/parts/message.tsx';
import type { Form } from '../model/form.ts';
import type { PreviewAnswer } from '../routes-design.ts';

/** A form as its pupils will see it, in one of its languages. */
export function FormPreview({ form, close }: { form: Form; close: () => void }) {
  const say = useSay();
  const { language } = useApp();
  const { value, failure } = useAsk<PreviewAnswer>(`/assessment/forms/${form.form}/preview`);
  const [chosen, choose] = useState<Language>(language.value);
  const spoken = value ? (Object.keys(value.languages) as Language[]) : [];
  const shown = spoken.includes(chosen) ? chosen : spoken[0];
  return (
    <Dialog title={say('assessment.preview')} isWide onClose={close}>
      {failure && <Failed failure={failure} />}
      {!value && !failure && <Waiting />}
      {value && shown && (
        <>
          <div class="office-places">
            {spoken.map((each) => (
              <button
                key={each}
                type="button"
                class="button"
                aria-pressed={each === shown}
                onClick={() => choose(each)}
              >
                {say(`assessment.language.${each}`)}
              </button>
            ))}
          </div>
          <ol>
            {value.languages[shown]?.map((face) => (
              <li key={face.item}>
                <ItemView
                  face={face}
                  language={shown}
                  response={undefined}
                  onResponse={() => undefined}
                  disabled
                  ofMedia={(ref) => mediaAddress(ref, value.media[ref] ?? '')}
                />
              </li>
            ))}
          </ol>
        </>
      )}
    </Dialog>
  );
}

const types: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};

function mediaAddress(ref: string, base64: string): string {
  return `data:${types[ref.split('.').at(-1) ?? ''] ?? 'application/octet-stream'};base64,${base64}`;
}
