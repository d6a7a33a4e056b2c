import { useMemo } from 'preact/hooks';
import type { Html } from '../model/pack.ts';
import { nameOfLine } from './formula-text.ts';
import { LessonLine } from './lesson-html.tsx';

/** A line that names a button or a field. A formula is drawn for the eye and said in one line for the ear. */
export function NamedLine({ html }: { html: Html }) {
  const name = useMemo(() => nameOfLine(html), [html]);
  if (name === undefined) return <LessonLine html={html} />;
  return (
    <span>
      <span aria-hidden="true">
        <LessonLine html={html} />
      </span>
      <span class="spoken">{name}</span>
    </span>
  );
}
