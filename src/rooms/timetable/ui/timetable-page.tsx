import type { ComponentChildren } from 'preact';
import { useApp, useSay, useTitle } from '#web/app.ts';
import '#people/ui/office.css';
import './timetable.css';

const managers: ReadonlySet<string> = new Set(['head', 'deputy-head']);
const pages = [
  { path: '/timetable', words: 'timetable.week', isForAll: true },
  { path: '/timetable/calendar', words: 'timetable.calendar', isForAll: true },
  { path: '/timetable/bells', words: 'timetable.bells', isForAll: true },
  { path: '/timetable/hours', words: 'timetable.hours', isForAll: false },
  { path: '/timetable/import', words: 'timetable.import', isForAll: false },
];

export function useMayManage(): boolean {
  return useApp().session.value?.posts.some(({ role }) => managers.has(role)) ?? false;
}

/** A page of the timetable with the way to the others. */
export function TimetablePage({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ComponentChildren;
  children: ComponentChildren;
}) {
  const say = useSay();
  const { path } = useApp();
  const mayManage = useMayManage();
  useTitle(title);
  return (
    <div class="office timetable">
      <nav class="office-sections" aria-label={say('timetable.title')}>
        {pages
          .filter((page) => page.isForAll || mayManage)
          .map((page) => (
            <a key={page.path} href={page.path} aria-current={path.value === page.path ? 'page' : undefined}>
              {say(page.words)}
            </a>
          ))}
      </nav>
      <h1>{title}</h1>
      {lead && <p class="office-lead">{lead}</p>}
      {children}
    </div>
  );
}
