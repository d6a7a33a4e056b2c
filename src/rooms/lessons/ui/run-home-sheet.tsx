import type { BuiltLesson } from '#rooms/library/model/pack.ts';
import type { Question } from '#rooms/library/model/question.ts';
import { shownOrder } from '#rooms/library/model/shuffle.ts';
import { LessonHtml, LessonLine } from '#rooms/library/ui/lesson-html.tsx';

/** The same homework on paper: what is printed of the page, with room to write and without the answers. */
export function HomeSheet({ lesson }: { lesson: BuiltLesson }) {
  const byId = new Map(lesson.questions.map((each, n) => [each.id, { question: each, number: n + 1 }]));
  return (
    <article class="paper-only" lang={lesson.language}>
      <h2>{lesson.title}</h2>
      {lesson.sections.map(({ title, parts }, n) => (
        <section key={n}>
          {title && (
            <h3>
              <LessonLine html={title} />
            </h3>
          )}
          {parts.map((part, place) => {
            if ('html' in part) return <LessonHtml key={place} html={part.html} />;
            const found = byId.get(part.question);
            return found && <OnPaper key={place} {...found} seed={lesson.id} />;
          })}
        </section>
      ))}
    </article>
  );
}

function OnPaper({ question, number, seed }: { question: Question; number: number; seed: string }) {
  return (
    <div class="paper-question">
      <b>{number}.</b>
      <div>
        <LessonHtml html={question.stem} />
        <Room question={question} seed={seed} />
      </div>
    </div>
  );
}

/** Where the answer is written, for each kind of question. */
function Room({ question, seed }: { question: Question; seed: string }) {
  const shown = shownOrder(question, seed);
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return <Choices all={question.options.map((each) => each.html)} />;
    case 'order':
      return <Choices all={shown.map((place) => question.items[place] ?? '')} />;
    case 'match':
      return (
        <table>
          <tbody>
            {question.lefts.map((left, n) => (
              <tr key={n}>
                <td>
                  <LessonLine html={left} />
                </td>
                <td>…</td>
                <td>
                  <LessonLine html={question.rights[shown[n] ?? n] ?? ''} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'gap':
      return (
        <>
          {question.lines.map((line, n) => (
            <p key={n}>
              {line.map((part, place) =>
                'html' in part ? <LessonLine key={place} html={part.html} /> : <i key={place}>____________</i>,
              )}
            </p>
          ))}
        </>
      );
    default:
      return <p class="paper-line" />;
  }
}

function Choices({ all }: { all: readonly string[] }) {
  return (
    <ul class="paper-choices">
      {all.map((each, n) => (
        <li key={n}>
          <i>□</i> <LessonLine html={each} />
        </li>
      ))}
    </ul>
  );
}
