import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { withAddresses, type Addresses } from '../model/media-address.ts';
import type { Html } from '../model/pack.ts';

/** Where what lessons show is found now: at the server, or kept on the tablet. */
export const AddressesContext = createContext<Addresses>({ ofMedia: () => '', ofLesson: () => '/' });

/** A piece of a lesson's text. The builder of packs lets no script, style or foreign address into it (PCK-25). */
export function LessonHtml({ html, class: name }: { html: Html; class?: string }) {
  const addresses = useContext(AddressesContext);
  const ready = useMemo(() => ({ __html: withAddresses(html, addresses) }), [html, addresses]);
  return <div class={name ? `lesson-html ${name}` : 'lesson-html'} dangerouslySetInnerHTML={ready} />;
}

/** A line of a lesson's text within another line. */
export function LessonLine({ html }: { html: Html }) {
  const addresses = useContext(AddressesContext);
  const ready = useMemo(() => ({ __html: withAddresses(html, addresses) }), [html, addresses]);
  return <span dangerouslySetInnerHTML={ready} />;
}
