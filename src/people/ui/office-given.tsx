import { useSay } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';
import { Paper } from './office-paper.tsx';

export type Given = {
  readonly person: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
};

/** Logins with one-time passwords, shown once: to be printed, cut and handed over. */
export function GivenPasswords({ given }: { given: readonly Given[] }) {
  const say = useSay();
  return (
    <section>
      <h2>{say('people.office.given')}</h2>
      <Message tone="wait">
        <p>{say('people.office.given.once')}</p>
      </Message>
      <p>
        <Paper
          kind="passwords"
          words={say('people.office.print')}
          name={say('people.office.given')}
          body={{ passwords: given.map(({ name, login, password }) => ({ name, login, password })) }}
        />
      </p>
      <ul class="office-cards">
        {given.map(({ person, name, login, password }) => (
          <li key={person}>
            <b>{name}</b>
            <span class="small">{location.host}</span>
            <dl>
              <dt>{say('people.office.login')}</dt>
              <dd>{login}</dd>
              <dt>{say('people.office.password')}</dt>
              <dd class="office-secret">{password}</dd>
            </dl>
            <span class="small quiet">{say('people.office.given.change')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
