import { useMemo } from 'preact/hooks';
import { LessonLine } from '#rooms/library/ui/lesson-html.tsx';
import { nameOfLine } from '#rooms/library/ui/formula-text.ts';
import type { Html } from '#rooms/library/model/pack.ts';
import type { PartFace } from '../model/item.ts';
import type { PartFormProps } from './item-view.tsx';
import { gapsOf, withEntry } from './part-answer.ts';

type GapPartFace = Extract<PartFace, { kind: 'gap' }>;
type Props = PartFormProps<GapPartFace> & { readonly choices: readonly (readonly Html[])[] };

/** A text with a list to choose from in each gap. */
export function ChoiceGapForm({ part, choices, response, change, disabled, say }: Props) {
  const names = useMemo(() => choices.map((list) => list.map(plainLine)), [choices]);
  const chosen = Array.isArray(response) ? response : [];
  const count = gapsOf(part).length;
  return (
    <>
      {part.lines.map((line, place) => (
        <p key={place} class="gap-line">
          {line.map((piece, at) =>
            'html' in piece ? (
              <LessonLine key={at} html={piece.html} />
            ) : (
              <span key={at} class="gap">
                <select
                  class="input"
                  aria-label={say('gap', { number: piece.gap + 1 })}
                  disabled={disabled}
                  value={typeof chosen[piece.gap] === 'number' ? String(chosen[piece.gap]) : ''}
                  onChange={({ currentTarget: { value } }) =>
                    change(withEntry(response, count, piece.gap, value === '' ? null : Number(value)))
                  }
                >
                  <option value="">{say('choose')}</option>
                  {names[piece.gap]?.map((name, choice) => (
                    <option key={choice} value={String(choice)}>
                      {name}
                    </option>
                  ))}
                </select>
              </span>
            ),
          )}
        </p>
      ))}
    </>
  );
}

/** A list's entries are plain text: a formula stands in one line. */
function plainLine(html: Html): string {
  const template = document.createElement('template');
  template.innerHTML = html;
  return nameOfLine(html) ?? template.content.textContent ?? '';
}
