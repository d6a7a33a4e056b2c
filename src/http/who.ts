import type { PersonId, SchoolId, TabletId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Role } from '#kernel/role.ts';

/** A role with its place: the school, or for region roles none; a methodist has a district, a class teacher a class. */
export type Post = {
  readonly role: Role;
  readonly school?: SchoolId;
  readonly district?: string;
  /** As on the door: `5 А`. */
  readonly class?: string;
};

/** Who calls: found from the bearer token of a request, once, by the frame of the server. */
export type Who =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'tablet'; readonly tablet: TabletId; readonly school: SchoolId }
  | {
      readonly kind: 'person';
      readonly person: PersonId;
      readonly posts: readonly Post[];
      readonly tablet?: TabletId;
      readonly language: Language;
      /** Changes with each sign-in; addresses of media are signed for one session. */
      readonly session: string;
    };

export type Person = Extract<Who, { kind: 'person' }>;
