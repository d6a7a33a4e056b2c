import { useSay } from '#web/app.ts';
import { Message } from '#web/parts/message.tsx';

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
        <button type="button" class="button main" onClick={() => print()}>
          {say('people.office.print')}
        </button>
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
