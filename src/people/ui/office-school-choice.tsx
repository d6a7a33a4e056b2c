import type { Text } from '#kernel/language.ts';
import { useApp, useSay } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { comparer } from '#web/format.ts';
import { Failed } from '#web/parts/message.tsx';
import { Choice } from './office-fields.tsx';

export type SchoolShown = { readonly school: string; readonly names: Text; readonly district: Text };

/** A school of the region, by its district. Own schools and those of `without` are left out. */
export function SchoolChoice({
  label,
  name,
  value,
  without = [],
  choose,
}: {
  label: string;
  name: string;
  value?: string;
  without?: readonly string[];
  choose?: (school: string) => void;
}) {
  const say = useSay();
  const { language } = useApp();
  const asked = useAsk<{ schools: readonly SchoolShown[] }>('/people/schools');
  const compare = comparer(language.value);
  if (asked.failure) return <Failed failure={asked.failure} again={asked.again} />;
  const schools = (asked.value?.schools ?? []).filter(({ school }) => !without.includes(school));
  const districts = [...Map.groupBy(schools, ({ district }) => district[language.value])].toSorted(([a], [b]) =>
    compare(a, b),
  );
  const chosen = value === undefined ? {} : { value };
  return (
    <Choice label={label} name={name} required {...chosen} onChange={(event) => choose?.(event.currentTarget.value)}>
      <option value="">{say('people.office.groups.choose')}</option>
      {districts.map(([district, members]) => (
        <optgroup key={district} label={district}>
          {members
            .toSorted((a, b) => compare(a.names[language.value], b.names[language.value]))
            .map(({ school, names }) => (
              <option key={school} value={school}>
                {names[language.value]}
              </option>
            ))}
        </optgroup>
      ))}
    </Choice>
  );
}
