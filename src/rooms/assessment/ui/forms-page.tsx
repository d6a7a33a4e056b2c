import type { ComponentChildren } from 'preact';
import { useSay, useTitle } from '#web/app.ts';
import '#people/ui/office.css';
import './forms.css';

/** A page of the room: its heading, what it is for, and the way back. */
export function FormsPage({
  title,
  lead,
  isFirst,
  children,
}: {
  title: string;
  lead?: string | undefined;
  isFirst?: boolean;
  children: ComponentChildren;
}) {
  const say = useSay();
  useTitle(title);
  return (
    <div class="office">
      {!isFirst && (
        <p>
          <a href="/forms">← {say('assessment.back')}</a>
        </p>
      )}
      <h1>{title}</h1>
      {lead && <p class="office-lead">{lead}</p>}
      {children}
    </div>
  );
}
