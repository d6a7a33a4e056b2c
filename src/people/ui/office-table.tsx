import type { ComponentChildren } from 'preact';
import './office.css';

/** A table in a frame of its own, which scrolls by finger and by keyboard where the table is wider than the screen. */
export function TableFrame({
  label,
  more = '',
  children,
}: {
  label: string;
  more?: string;
  children: ComponentChildren;
}) {
  return (
    <div class={`office-table ${more}`.trim()} role="region" aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}
