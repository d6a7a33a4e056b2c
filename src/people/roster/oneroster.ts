import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { RosterError, RosterNote } from './errors.ts';
import { errorList, fault, note } from './errors.ts';
import { checkOneRoster, isSchool } from './oneroster-checks.ts';
import { readEnrolments, readGroups, readMemberships, withClassTeachers } from './oneroster-classes.ts';
import { openOneRoster } from './oneroster-files.ts';
import type { OneRosterReading } from './oneroster-people.ts';
import { readPeople } from './oneroster-people.ts';
import type { ImportContext, RosterSchool } from './roster.ts';
import type { Reading } from './spreadsheet.ts';
import type { ZipFiles } from './zip.ts';

/**
 * Reads a OneRoster 1.2 or 1.1 bulk set (ROS-23 … ROS-29). All or nothing: one row that does not hold together, and
 * there is no roster, only errors with file, line and column. The set may be a whole district's: each row names its
 * school, and `rosterOfSchool` takes one school's part.
 */
export function readOneRoster(files: ZipFiles, context: ImportContext): Result<Reading, readonly RosterError[]> {
  const errors = errorList();
  const set = openOneRoster(files, errors);
  if (!set || !errors.isEmpty()) return err(errors.sorted());
  const index = checkOneRoster(set, errors);
  const notes: RosterNote[] = [];
  const reading: OneRosterReading = { version: set.version, index, context, errors, notes };
  const people = readPeople(reading);
  const memberships = readMemberships(reading);
  const enrolments = readEnrolments(reading, people, memberships);
  const groups = readGroups(reading, people, enrolments, memberships);
  const schools = readSchools(reading);
  if (errors.isEmpty() && people.length === 0) errors.add(fault('roster.rows-none'), { file: 'users.csv' });
  if (!errors.isEmpty()) return err(errors.sorted());
  if (index.deleted > 0) notes.push(note('roster.note-deleted-skipped', {}, { count: index.deleted }));
  return ok({
    roster: { schools, people: withClassTeachers(reading, people, memberships), enrolments, groups },
    notes,
  });
}

function readSchools({ index }: OneRosterReading): readonly RosterSchool[] {
  return [...index.orgs].flatMap(([sourcedId, row]) => {
    if (!isSchool(row)) return [];
    const identifier = row.text('identifier');
    return [{ sourcedId, name: row.text('name'), ...(identifier === '' ? {} : { identifier }) }];
  });
}
