import { shownMoment } from '#people/ui/office-format.ts';
import { sizeOf } from '#sync/ui/sync-model.ts';
import { useApp, useSay } from '#web/app.ts';
import { formatNumber } from '#web/format.ts';
import type { CareFacts } from '../facts.ts';

/** The numbers behind the findings: what takes room, what a year will bring, the copies, what a repair lost. */
export function CareDetails({ facts }: { facts: CareFacts }) {
  const say = useSay();
  const size = useSize();
  const { disk, growth, grownDays } = facts;
  const parts = [
    ['store', disk.store],
    ['files', disk.files],
    ['backups', disk.backups],
    ['aside', disk.aside],
    ['free', disk.free],
  ] as const;
  return (
    <details class="care-details">
      <summary>{say('care.details')}</summary>
      <section>
        <h2>{say('care.details.disk')}</h2>
        <table>
          <tbody>
            {parts.map(([name, bytes]) => (
              <tr key={name}>
                <th scope="row">{say(`care.details.${name}`)}</th>
                <td>{size(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {growth ? (
          <p>
            {say('care.growth', { year: size(growth.year), error: size(growth.error), days: growth.days })}{' '}
            {say('care.growth.how')}
          </p>
        ) : (
          <p class="quiet">{say('care.growth.none', { days: grownDays })}</p>
        )}
      </section>
      <Copies facts={facts} />
      <Lost facts={facts} />
      <p class="quiet">{say('care.version', { version: facts.version })}</p>
    </details>
  );
}

function Copies({ facts: { backups } }: { facts: CareFacts }) {
  const say = useSay();
  const size = useSize();
  const { language } = useApp();
  if (backups.length === 0) return null;
  return (
    <section>
      <h2>{say('care.copies')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('care.copies.at')}</th>
            <th scope="col">{say('care.copies.size')}</th>
            <th scope="col">{say('care.copies.is')}</th>
          </tr>
        </thead>
        <tbody>
          {backups.map(({ name, at, bytes, isGood }) => (
            <tr key={name}>
              <td>{shownMoment(at, language.value)}</td>
              <td>{size(bytes)}</td>
              <td>{say(isGood ? 'care.copies.good' : 'care.copies.unread')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Lost({ facts: { repair } }: { facts: CareFacts }) {
  const say = useSay();
  const { language } = useApp();
  if (!repair || repair.lost.length === 0) return null;
  return (
    <section>
      <h2>{say('care.lost')}</h2>
      <ul>
        {repair.lost.map(({ scope, records, from, to }) => (
          <li key={scope}>
            {say('care.lost.span', {
              count: formatNumber(language.value, records),
              from: shownMoment(from, language.value),
              to: shownMoment(to, language.value),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useSize(): (bytes: number) => string {
  const say = useSay();
  const { language } = useApp();
  return (bytes) => {
    const { unit, value, digits } = sizeOf(Math.max(0, bytes));
    return say(`care.size.${unit}`, { size: formatNumber(language.value, value, digits) });
  };
}
