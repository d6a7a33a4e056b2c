import pictures from './pictures.svg';

/** The drawn picture of a name or a secret. Who listens hears the words beside it. */
export function Picture({ name }: { name: string }) {
  return (
    <svg class="picture" aria-hidden="true">
      <use href={`${pictures}#${name}`} />
    </svg>
  );
}
