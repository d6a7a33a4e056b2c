import type { Language } from '#kernel/language.ts';
import { LessonLine } from '#rooms/library/ui/lesson-html.tsx';
import { useApp, useSay } from '#web/app.ts';
import type { ItemFace, ItemKey, PartFace, ScoredPart } from '../model/item.ts';
import { pointsOfPart } from '../model/points.ts';

type Props = { readonly itemKey: ItemKey; readonly faces: Readonly<Partial<Record<Language, ItemFace>>> };

/** What is right, part by part, in the words of the face that the reader reads. */
export function ItemKeyView({ itemKey, faces }: Props) {
  const say = useSay();
  const { language } = useApp();
  const face = faces[language.value] ?? faces.kk ?? faces.ru ?? faces.en;
  return (
    <ol class="bank-key">
      {itemKey.parts.map((part, at) => {
        const shown = face?.parts[at];
        return (
          <li key={at}>
            {shown ? <RightPart part={part} face={shown} /> : say(`bank.kind.${part.kind}`)}{' '}
            <span class="quiet small">{say('bank.points-of', { points: pointsOfPart(part) })}</span>
          </li>
        );
      })}
    </ol>
  );
}

function RightPart({ part, face }: { part: ScoredPart; face: PartFace }) {
  const lines = linesOf(part, face);
  return (
    <ul>
      {lines.map((pieces, at) => (
        <li key={at}>
          {pieces.map((html, place) => (
            <span key={place}>
              {place > 0 && ' → '}
              <LessonLine html={html} />
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Each line is what is right of one element: a text, or a left side and its right one. */
function linesOf(part: ScoredPart, face: PartFace): readonly (readonly string[])[] {
  if (part.kind === 'single' && 'options' in face) return [[face.options[part.right] ?? '']];
  if (part.kind === 'multiple' && 'options' in face) return part.right.map((place) => [face.options[place] ?? '']);
  if (part.kind === 'number') return [[plain(numberText(part.value, part.tolerance, part.unit))]];
  if (part.kind === 'short') return [[plain(part.words.join(' | '))]];
  if (part.kind === 'order' && face.kind === 'order') return part.order.map((place) => [face.items[place] ?? '']);
  if (part.kind === 'match' && face.kind === 'match')
    return part.pairs.map((right, left) => [face.lefts[left] ?? '', face.rights[right] ?? '']);
  if (part.kind === 'table' && face.kind === 'table')
    return part.right.map((column, row) => [face.rows[row] ?? '', face.columns[column] ?? '']);
  if (part.kind === 'hotspot' && face.kind === 'hotspot')
    return part.right.map((place) => [plain(face.spots[place]?.name ?? '')]);
  if (part.kind === 'gap' && face.kind === 'gap')
    return part.gaps.map((gap, at) => [
      String(at + 1),
      typeof gap === 'number' ? (face.choices?.[at]?.[gap] ?? '') : plain(gap.join(' | ')),
    ]);
  return [];
}

function numberText(value: string, tolerance: string | undefined, unit: string | undefined): string {
  return [value, tolerance === undefined ? '' : `± ${tolerance}`, unit ?? ''].filter(Boolean).join(' ');
}

/** Text that is no HTML. */
function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
