import type { ComponentChildren } from 'preact';
import type { Role } from '#kernel/role.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import './office.css';

type Section = { readonly path: string; readonly words: string; readonly roles: readonly Role[] };

const office: readonly Role[] = ['head', 'deputy-head'];

/** The pages of a school's office, in the order in which a school year needs them. */
const sections: readonly Section[] = [
  { path: '/office', words: 'people.office.home', roles: office },
  { path: '/office/import', words: 'people.office.import', roles: office },
  { path: '/office/people', words: 'people.office.people', roles: office },
  { path: '/office/groups', words: 'people.office.groups', roles: office },
  { path: '/office/consents', words: 'people.office.consents', roles: [...office, 'class-teacher'] },
  { path: '/office/tablets', words: 'people.office.tablets', roles: [...office, 'technician'] },
  { path: '/office/year', words: 'people.office.year', roles: office },
  { path: '/office/lock', words: 'people.office.lock', roles: [...office, 'technician'] },
  { path: '/office/sync', words: 'people.office.sync', roles: [...office, 'technician'] },
  { path: '/office/care', words: 'people.office.care', roles: [...office, 'technician'] },
  { path: '/office/update', words: 'people.office.update', roles: [...office, 'technician'] },
];

/** A page of the office: the way to the others, its name, and one sentence on what it is for. */
export function OfficePage({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ComponentChildren;
  children: ComponentChildren;
}) {
  useTitle(title);
  return (
    <div class="office">
      <OfficeSections />
      <h1>{title}</h1>
      {lead && <p class="office-lead">{lead}</p>}
      {children}
    </div>
  );
}

function OfficeSections() {
  const { path, session } = useApp();
  const say = useSay();
  const roles = session.value?.posts.map((post) => post.role) ?? [];
  const open = sections.filter((section) => section.roles.some((role) => roles.includes(role)));
  const isOffice = open[0]?.path === '/office';
  const here = path.value === '/' ? (isOffice ? '/office' : '/office/sync') : sectionOf(path.value);
  if (open.length < 2) return null;
  return (
    <nav class={isOffice ? 'office-sections back' : 'office-sections'} aria-label={say('people.office.sections')}>
      {open.map((section) => (
        <a key={section.path} href={section.path} aria-current={here === section.path ? 'page' : undefined}>
          {say(section.words)}
        </a>
      ))}
    </nav>
  );
}

/** Pages that one reaches from the list of people belong to it. */
function sectionOf(path: string): string {
  if (path === '/office/losses') return '/office/sync';
  return /^\/office\/(transfers|histories|twice|cards)/.test(path) ? '/office/people' : path;
}
