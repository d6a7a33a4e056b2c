import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { vocabulary } from './cells.ts';
import type { Fault } from './errors.ts';
import { fault, quoted } from './errors.ts';
import { skeleton } from './letters.ts';
import type { RosterRole } from './roster.ts';

/**
 * The roles in a cell, the widest first: `директор, физика мұғалімі` is two (ROS-19). A class teacher is a teacher
 * too. Roles that the region gives are refused by name (ROS-20); so is a pupil who is also an adult.
 */
export function parseRoles(text: string): Result<readonly RosterRole[], Fault> {
  const parts = text
    .split(/[,;/+\n]|\s(?:және|мен|и|and)\s/u)
    .map((part) => part.trim())
    .filter(Boolean);
  const roles = new Set<RosterRole>();
  for (const part of parts) {
    const role = roleOf(part);
    if (role === undefined) return err(fault('roster.role-unknown', { value: quoted(part) }));
    if (role === 'region') return err(fault('roster.role-of-region', { value: quoted(part) }));
    roles.add(role);
  }
  if (roles.has('class-teacher')) roles.add('teacher');
  if (roles.has('pupil') && roles.size > 1) return err(fault('roster.role-pupil-and-adult'));
  return ok(widestFirst(roles));
}

export function widestFirst(roles: ReadonlySet<RosterRole>): readonly RosterRole[] {
  return breadth.filter((role) => roles.has(role));
}

const breadth: readonly RosterRole[] = [
  'head',
  'deputy-head',
  'class-teacher',
  'teacher',
  'technician',
  'local-adult',
  'parent',
  'pupil',
];

function roleOf(text: string): RosterRole | 'region' | undefined {
  const word = skeleton(text);
  // «физика мұғалімі», «учитель физики»: the subject is said in its own column.
  return roles.get(word) ?? (/мугалими$|^учитель|teacher$/u.test(word) ? 'teacher' : undefined);
}

/** A parent is not among them: a row of a list does not say whose parent it is. */
const roles = vocabulary<Exclude<RosterRole, 'parent'> | 'region'>({
  pupil: 'оқушы|білім алушы|ученик|ученица|учащийся|учащаяся|обучающийся|обучающаяся|школьник|pupil|student',
  teacher:
    'мұғалім|мұғалімі|пән мұғалімі|педагог|ұстаз|бастауыш сынып мұғалімі|учитель|учительница|учитель предметник|учитель начальных классов|преподаватель|teacher',
  'class-teacher':
    'сынып жетекшісі|сынып жетекші|кл жетекші|классный руководитель|кл рук|кл руководитель|class teacher|homeroom teacher',
  head: 'директор|мектеп директоры|директор міндетін атқарушы|директор м а|меңгеруші|мектеп меңгерушісі|бастауыш мектеп меңгерушісі|директор школы|и о директора|ио директора|заведующий|заведующая|заведующий школой|заведующая школой|head|head teacher|principal|director',
  'deputy-head':
    'директор орынбасары|директордың орынбасары|орынбасар|директордың оқу ісі жөніндегі орынбасары|директордың оқу жөніндегі орынбасары|оқу ісі жөніндегі орынбасары|оқу ісінің меңгерушісі|директордың оқу тәрбие ісі жөніндегі орынбасары|директордың тәрбие ісі жөніндегі орынбасары|завуч|заместитель директора|зам директора|зам директора по ур|зам директора по увр|зам директора по вр|заместитель директора по учебной работе|заместитель директора по учебно воспитательной работе|заместитель директора по воспитательной работе|deputy head|deputy principal',
  technician:
    'техник|жүйе әкімшісі|акт маманы|компьютер маманы|бағдарламашы|системный администратор|сисадмин|программист|специалист по икт|technician',
  'local-adult':
    'жергілікті ересек|ересек көмекші|сабақтағы ересек|қашықтан сабақтағы ересек адам|тьютор|местный взрослый|взрослый помощник|взрослый на уроке|сопровождающий|local adult',
  region:
    'әдіскер|аудандық әдіскер|методист|районный методист|облыс үйлестірушісі|үйлестіруші|координатор|координатор области|қор|қор өкілі|фонд|представитель фонда|тірек мектеп мұғалімі|учитель опорной школы|methodist|coordinator|region coordinator|funder|hub school teacher',
});
