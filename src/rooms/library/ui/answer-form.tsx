import type {
  ChoiceQuestion,
  GapQuestion,
  NumberQuestion,
  Question,
  ShortQuestion,
  Answer,
} from '../model/question.ts';
import { LessonLine } from './lesson-html.tsx';
import { MatchForm } from './match-form.tsx';
import { NamedLine } from './named-line.tsx';
import { OrderForm } from './order-form.tsx';
import { PartSign } from './part-sign.tsx';
import type { FormProps } from './form-props.ts';

type AnyProps = Omit<FormProps<Question, Answer['kind']>, 'answer'> & { readonly answer: Answer };

/** The place where a pupil answers, for each kind of question. */
export function AnswerForm({ question, answer, ...rest }: AnyProps) {
  if (question.kind === 'single' && answer.kind === 'single')
    return <ChoiceForm {...rest} question={question} answer={answer} />;
  if (question.kind === 'multiple' && answer.kind === 'multiple')
    return <ChoiceForm {...rest} question={question} answer={answer} />;
  if (question.kind === 'number' && answer.kind === 'number')
    return <TextForm {...rest} question={question} answer={answer} />;
  if (question.kind === 'short' && answer.kind === 'short')
    return <TextForm {...rest} question={question} answer={answer} />;
  if (question.kind === 'order' && answer.kind === 'order')
    return <OrderForm {...rest} question={question} answer={answer} />;
  if (question.kind === 'match' && answer.kind === 'match')
    return <MatchForm {...rest} question={question} answer={answer} />;
  if (question.kind === 'gap' && answer.kind === 'gap')
    return <GapForm {...rest} question={question} answer={answer} />;
  return null;
}

function ChoiceForm({
  question,
  answer,
  change,
  parts,
  isLocked,
  say,
}: FormProps<ChoiceQuestion, 'single' | 'multiple'>) {
  const isSingle = answer.kind === 'single';
  const chosen = answer.kind === 'single' ? [answer.choice] : answer.choices;
  const pick = (place: number, isOn: boolean): void => {
    if (isSingle) return change({ kind: 'single', choice: place });
    const others = chosen.filter((each) => each !== place);
    change({ kind: 'multiple', choices: isOn ? [...others, place].toSorted((a, b) => a - b) : others });
  };
  return (
    <ul class="choices">
      {question.options.map((option, place) => {
        const isOn = chosen.includes(place);
        const isRight = isSingle ? parts?.[0] : parts?.[place];
        return (
          <li key={place}>
            <label class={isOn ? 'choice on' : 'choice'}>
              <input
                type={isSingle ? 'radio' : 'checkbox'}
                name={question.id}
                checked={isOn}
                disabled={isLocked}
                onChange={(event) => pick(place, event.currentTarget.checked)}
              />
              <NamedLine html={option.html} />
              {isOn && isRight !== undefined && <PartSign isRight={isRight} say={say} />}
            </label>
          </li>
        );
      })}
    </ul>
  );
}

function TextForm({
  question,
  answer,
  change,
  parts,
  isLocked,
  say,
}: FormProps<NumberQuestion | ShortQuestion, 'number' | 'short'>) {
  const isNumber = question.kind === 'number';
  const unit = isNumber ? question.unit : undefined;
  return (
    <p class="one-line">
      <input
        class={isNumber ? 'input number' : 'input'}
        aria-label={say(isNumber ? 'lessons.your-number' : 'lessons.your-answer')}
        inputMode={isNumber ? 'decimal' : 'text'}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={answer.text}
        maxLength={isNumber ? 60 : 200}
        disabled={isLocked}
        onInput={(event) => change({ ...answer, text: event.currentTarget.value })}
      />
      {unit && <span class="unit">{unit}</span>}
      {parts && <PartSign isRight={parts[0] ?? false} say={say} />}
    </p>
  );
}

function GapForm({ question, answer, change, parts, isLocked, say }: FormProps<GapQuestion, 'gap'>) {
  const write = (gap: number, text: string): void =>
    change({ kind: 'gap', texts: answer.texts.map((each, place) => (place === gap ? text : each)) });
  return (
    <>
      {question.lines.map((line, place) => (
        <p key={place} class="gap-line">
          {line.map((part, at) =>
            'html' in part ? (
              <LessonLine key={at} html={part.html} />
            ) : (
              <span key={at} class="gap">
                <input
                  class="input"
                  aria-label={say('lessons.gap', { number: part.gap + 1 })}
                  autocomplete="off"
                  autocapitalize="none"
                  spellcheck={false}
                  size={widthOf(question)}
                  value={answer.texts[part.gap] ?? ''}
                  maxLength={200}
                  disabled={isLocked}
                  onInput={(event) => write(part.gap, event.currentTarget.value)}
                />
                {parts && <PartSign isRight={parts[part.gap] ?? false} say={say} />}
              </span>
            ),
          )}
        </p>
      ))}
    </>
  );
}

/** All gaps of a question are equally wide: the width gives no answer away. */
function widthOf({ gaps }: GapQuestion): number {
  const longest = Math.max(...gaps.flat().map((word) => word.length));
  return Math.min(24, Math.max(5, longest + 2));
}
