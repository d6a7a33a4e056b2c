import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef } from 'preact/hooks';
import type { Language } from '#kernel/language.ts';
import { withAddresses, type Addresses } from '../model/media-address.ts';
import type { Html } from '../model/pack.ts';
import { withSoundButtons } from './sound-buttons.ts';

/** What a lesson's pieces share: its language, and where what they show is found now (at the server, or kept here). */
export type LessonPlace = Addresses & { readonly language: Language };

export const LessonPlaceContext = createContext<LessonPlace>({
  ofMedia: () => '',
  ofLesson: () => '/',
  language: 'kk',
});

/** A piece of a lesson's text. The builder of packs lets no script, style or foreign address into it (PCK-25). */
export function LessonHtml({ html, class: name }: { html: Html; class?: string }) {
  const place = useContext(LessonPlaceContext);
  const root = useRef<HTMLDivElement>(null);
  const ready = useMemo(() => ({ __html: withScrolls(withAddresses(html, place)) }), [html, place]);
  useEffect(() => {
    if (root.current) withSoundButtons(root.current);
  }, [ready]);
  // What is wider than the screen can be moved by keyboard too.
  useEffect(() => {
    for (const wide of root.current?.querySelectorAll<HTMLElement>('.scroll, math[display="block"]') ?? []) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
    }
  }, [ready]);
  return (
    <div
      class={name ? `lesson-html ${name}` : 'lesson-html'}
      lang={place.language}
      ref={root}
      dangerouslySetInnerHTML={ready}
    />
  );
}

/** A line of a lesson's text within another line. */
export function LessonLine({ html }: { html: Html }) {
  const place = useContext(LessonPlaceContext);
  const ready = useMemo(() => ({ __html: withAddresses(html, place) }), [html, place]);
  return <span lang={place.language} dangerouslySetInnerHTML={ready} />;
}

/** Tables scroll within a box of their own: a table that scrolls itself is none to a screen reader. */
function withScrolls(html: Html): Html {
  return html.replaceAll('<table>', '<div class="scroll"><table>').replaceAll('</table>', '</table></div>');
}
