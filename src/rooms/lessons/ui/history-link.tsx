import { useAsk } from '#web/ask.ts';

/** The way to what a pupil's previous school tells, where something is open. */
export function HistoryLink({ person, label }: { person: string; label: string }) {
  const { value } = useAsk<{ open: number }>(`/lessons/history/${person}/open`);
  if (!value || value.open === 0) return null;
  return (
    <p>
      <a class="button" href={`/teach/pupil/${person}`}>
        {label}
      </a>
    </p>
  );
}
