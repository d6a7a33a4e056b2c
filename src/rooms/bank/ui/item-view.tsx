import { useId, useMemo } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { AnswerForm } from '#rooms/library/ui/answer-form.tsx';
import { LessonHtml, LessonPlaceContext } from '#rooms/library/ui/lesson-html.tsx';
import type { ItemFace, ItemResponse, PartFace, PartResponse } from '../model/item.ts';
import { ChoiceGapForm } from './choice-gap-form.tsx';
import { HotspotForm } from './hotspot-form.tsx';
import { answerOf, questionOf, responseOf, type FormPart } from './part-answer.ts';
import { TableForm } from './table-form.tsx';
import { viewSayer, type SayView } from './view-words.ts';
import './item-view.css';

export type ItemViewProps = {
  readonly face: ItemFace;
  /** Of the item and of what the screen says about answering it. */
  readonly language: Language;
  /** Undefined or empty where nothing has been answered yet. */
  readonly response: ItemResponse | undefined;
  readonly onResponse: (response: ItemResponse) => void;
  readonly disabled?: boolean;
  /** Where the picture or sound of a name is found now. */
  readonly ofMedia: (media: string) => string;
};

/**
 * An item of any kind, to be answered by finger, mouse, keyboard and screen reader. It knows no key. Its words come with
 * it, so that it says what it says without a server.
 */
export function ItemView({ face, language, response = [], onResponse, disabled = false, ofMedia }: ItemViewProps) {
  const say = useMemo(() => viewSayer(language), [language]);
  const place = useMemo(() => ({ ofMedia, ofLesson: () => '#', language }), [ofMedia, language]);
  const change = (at: number, next: PartResponse): void =>
    onResponse(face.parts.map((_, part) => (part === at ? next : (response[part] ?? null))));
  return (
    <LessonPlaceContext.Provider value={place}>
      <div class={face.stimulus ? 'item-view with-stimulus' : 'item-view'} lang={language}>
        {face.stimulus && (
          <section class="stimulus" aria-label={say('stimulus')} tabIndex={0}>
            <LessonHtml html={face.stimulus.html} />
          </section>
        )}
        <div class="item-parts">
          {face.parts.map((part, at) => (
            <Part
              key={`${face.item}/${at}`}
              part={part}
              number={face.parts.length > 1 ? at + 1 : undefined}
              of={face.parts.length}
              response={response[at] ?? null}
              change={(next) => change(at, next)}
              disabled={disabled}
              say={say}
            />
          ))}
        </div>
      </div>
    </LessonPlaceContext.Provider>
  );
}

type PartProps = {
  readonly part: PartFace;
  readonly number: number | undefined;
  readonly of: number;
  readonly response: PartResponse;
  readonly change: (next: PartResponse) => void;
  readonly disabled: boolean;
  readonly say: SayView;
};

function Part({ part, number, of, response, change, disabled, say }: PartProps) {
  return (
    <fieldset class="answer-form item-part">
      <legend>
        {number !== undefined && <span class="quiet small">{say('part', { number, of })}</span>}
        <LessonHtml html={part.stem} class="stem" />
      </legend>
      <PartForm part={part} response={response} change={change} disabled={disabled} say={say} />
      {response !== null && !disabled && (
        <button type="button" class="button clear-part" onClick={() => change(null)}>
          {say('clear')}
        </button>
      )}
    </fieldset>
  );
}

/** What every form of a part takes. */
export type PartFormProps<Part> = Omit<PartProps, 'part' | 'number' | 'of'> & { readonly part: Part };

function PartForm({ part, ...rest }: PartFormProps<PartFace>) {
  if (part.kind === 'hotspot') return <HotspotForm part={part} {...rest} />;
  if (part.kind === 'table') return <TableForm part={part} {...rest} />;
  if (part.kind === 'gap' && part.choices) return <ChoiceGapForm part={part} choices={part.choices} {...rest} />;
  return <LibraryForm part={part} {...rest} />;
}

/** The kinds that lessons ask too are answered in the same way as there. */
function LibraryForm({ part, response, change, disabled, say }: PartFormProps<FormPart>) {
  const id = useId();
  const question = useMemo(() => questionOf(id, part), [id, part]);
  const shown = part.kind === 'match' ? [...part.rights.keys()] : [];
  return (
    <AnswerForm
      // What a form keeps of its own, the left side that is next, begins anew when the answer was taken back.
      key={response === null ? 'empty' : 'begun'}
      question={question}
      answer={answerOf(part, response)}
      change={(answer) => change(responseOf(answer))}
      shown={shown}
      parts={undefined}
      isLocked={disabled}
      say={(key, values) => say(key.replace('lessons.', ''), values)}
    />
  );
}
