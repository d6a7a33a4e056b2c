import type { ComponentChildren, SelectHTMLAttributes } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { languages, type Language } from '#kernel/language.ts';
import { useApp, useSay } from '#web/app.ts';
import { Field } from '#web/parts/field.tsx';
import type { FullName } from '../queries.ts';

/** A list to choose one from, with its name above it. With `begin` it begins there and is the form's own from then on. */
export function Choice({
  label,
  begin,
  children,
  ...select
}: { label: string; begin?: string; children: ComponentChildren } & SelectHTMLAttributes) {
  const id = useId();
  const list = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => {
    if (begin !== undefined && list.current) list.current.value = begin;
  }, []);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select ref={list} class="input" id={id} {...select}>
        {children}
      </select>
    </div>
  );
}

export type Who = { readonly fullName: FullName; readonly birth?: string; readonly language: Language };

/** Who somebody is: names as in their papers, the date of birth, the language of their own screens. */
export function WhoFields({ who }: { who?: Who }) {
  const say = useSay();
  const { language } = useApp();
  const { family = '', given = '', patronymic = '' } = who?.fullName ?? {};
  const name = { autocomplete: 'off', maxLength: 60 } as const;
  return (
    <>
      <div class="office-row">
        <Field label={say('people.office.who.family')} name="family" defaultValue={family} required {...name} />
        <Field label={say('people.office.who.given')} name="given" defaultValue={given} required {...name} />
        <Field label={say('people.office.who.patronymic')} name="patronymic" defaultValue={patronymic} {...name} />
      </div>
      <div class="office-row">
        <Field
          label={say('people.office.who.birth')}
          name="birth"
          type="date"
          min="1920-01-01"
          defaultValue={who?.birth ?? ''}
        />
        <Choice label={say('people.office.who.language')} name="language" begin={who?.language ?? language.value}>
          {languages.map((each) => (
            <option key={each} value={each}>
              {say(`people.office.language.${each}`)}
            </option>
          ))}
        </Choice>
      </div>
    </>
  );
}

/** What `WhoFields` of a form say, as the server takes it. */
export function whoOf(form: FormData) {
  const birth = textOf(form, 'birth');
  const name = { family: textOf(form, 'family'), given: textOf(form, 'given'), patronymic: textOf(form, 'patronymic') };
  return { name, ...(birth ? { birth } : {}), language: textOf(form, 'language') };
}

export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

export type Seat = { readonly grade: number; readonly letter: string; readonly medium: 'kk' | 'ru' };

/** A place in a class: grade, letter, and the medium where the school has two. */
export function SeatFields({ seat }: { seat?: Seat }) {
  const say = useSay();
  const { place } = useApp();
  const { kind = 'general', medium: schools = 'mixed' } = place.value?.school ?? {};
  const own = schools === 'mixed' ? 'kk' : schools;
  return (
    <div class="office-row">
      <Choice label={say('people.office.grade')} name="grade" begin={String(seat?.grade ?? 1)}>
        {gradesOf(kind).map((grade) => (
          <option key={grade} value={grade}>
            {grade === 0 ? say('people.office.grade.zero') : grade}
          </option>
        ))}
      </Choice>
      <Field
        label={say('people.office.letter')}
        name="letter"
        maxLength={1}
        autocomplete="off"
        defaultValue={seat?.letter ?? ''}
      />
      {schools === 'mixed' ? (
        <Choice label={say('people.office.medium')} name="medium" begin={seat?.medium ?? own}>
          <option value="kk">{say('people.office.medium.kk')}</option>
          <option value="ru">{say('people.office.medium.ru')}</option>
        </Choice>
      ) : (
        <input type="hidden" name="medium" value={seat?.medium ?? own} />
      )}
    </div>
  );
}

export function seatOf(form: FormData) {
  return { grade: Number(textOf(form, 'grade')), letter: textOf(form, 'letter'), medium: textOf(form, 'medium') };
}

/** The grades that a school of a kind has: primary to 4, basic to 9, general to 11; with the class before grade 1. */
export function gradesOf(kind: 'primary' | 'basic' | 'general'): number[] {
  const last = kind === 'primary' ? 4 : kind === 'basic' ? 9 : 11;
  return Array.from({ length: last + 1 }, (_, grade) => grade);
}
