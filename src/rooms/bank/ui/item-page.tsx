import { useState } from 'preact/hooks';
import { languages, type Language } from '#kernel/language.ts';
import { LessonHtml, LessonPlaceContext, type LessonPlace } from '#rooms/library/ui/lesson-html.tsx';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { ItemFace, ItemResponse } from '../model/item.ts';
import type { ItemAnswer } from '../routes.ts';
import { cellText, subjectText } from './bank-say.ts';
import { ItemHistory } from './item-history.tsx';
import { ItemKeyView } from './item-key-view.tsx';
import { ItemSteps } from './item-steps.tsx';
import { ItemView } from './item-view.tsx';
import './bank.css';

/** An item as pupils will see it in each language, with its key, its reasoning and its way. */
export function ItemPage({ params }: ScreenProps) {
  const say = useSay();
  const { language } = useApp();
  const item = params['item'] ?? '';
  const [version, setVersion] = useState<number>();
  useTitle(say('bank.item-title', { item }));
  const path = `/bank/items/${encodeURIComponent(item)}${version === undefined ? '' : `?version=${version}`}`;
  const { value, failure, again } = useAsk<ItemAnswer>(path);
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  return (
    <div class="bank">
      <p>
        <a href="/bank">{say('bank.title')}</a> · <a href={`/bank/cell/${value.cell}`}>{cellText(say, value.cell)}</a>
      </p>
      <h1>{say('bank.item-title', { item })}</h1>
      <Facts item={value} />
      <p class="buttons">
        <a class="button" href={`/bank/item/${item}/edit`}>
          {say('bank.edit')}
        </a>
        {value.versions.length > 1 && <Versions item={value} set={setVersion} />}
      </p>
      {value.errors.length > 0 && (
        <Message tone="wrong">
          {value.errors.map((error) => (
            <p key={JSON.stringify(error)}>{say(`bank.error.${error.key}`, error.values)}</p>
          ))}
        </Message>
      )}
      <Faces faces={value.faces} signature={value.signature} />
      <section class="sheet">
        <h2>{say('bank.key')}</h2>
        <LessonPlaceContext.Provider value={placeOf(value.signature, language.value)}>
          <ItemKeyView itemKey={value.key} faces={value.faces} />
        </LessonPlaceContext.Provider>
        <Why reasons={value.reasons} signature={value.signature} />
      </section>
      <ItemSteps item={value} again={again} />
      <ItemHistory history={value.history} />
    </div>
  );
}

function Facts({ item }: { item: ItemAnswer }) {
  const say = useSay();
  const { subject, grade, objective, level, seconds, points, state, version, pool } = item;
  return (
    <p class="quiet">
      {say(`bank.state.${state}`)} · {say('bank.version', { version })} · {say(`bank.pool.${pool}`)} ·{' '}
      {subjectText(say, subject)}, {say('bank.grade', { grade })} · {objective} · {say(`bank.level.${level}`)} ·{' '}
      {say('bank.points-of', { points })} · {say('bank.seconds', { seconds })}
    </p>
  );
}

function Versions({ item, set }: { item: ItemAnswer; set: (version: number) => void }) {
  const say = useSay();
  return (
    <select
      class="input bank-version"
      aria-label={say('bank.versions')}
      value={String(item.version)}
      onChange={(event) => set(Number(event.currentTarget.value))}
    >
      {item.versions.map(({ version, state }) => (
        <option key={version} value={String(version)}>
          {say('bank.version', { version })}: {say(`bank.state.${state}`)}
        </option>
      ))}
    </select>
  );
}

type FacesProps = {
  readonly faces: Readonly<Partial<Record<Language, ItemFace>>>;
  readonly signature: string;
  /** Addresses of files that no saved item names yet, by hash. */
  readonly fresh?: Readonly<Record<string, string>>;
};

/** The item in one language at a time, to be tried as a pupil would. */
export function Faces({ faces, signature, fresh = {} }: FacesProps) {
  const say = useSay();
  const here = languages.filter((language) => faces[language]);
  const [chosen, setChosen] = useState<Language>('kk');
  const [response, setResponse] = useState<ItemResponse>([]);
  const language = here.includes(chosen) ? chosen : here[0];
  const face = language && faces[language];
  return (
    <section class="sheet">
      <h2>{say('bank.preview')}</h2>
      <p class="buttons" role="group" aria-label={say('bank.language')}>
        {here.map((each) => (
          <button
            key={each}
            type="button"
            class="button"
            aria-pressed={each === language}
            onClick={() => setChosen(each)}
          >
            {say(`bank.language.${each}`)}
          </button>
        ))}
      </p>
      {face && (
        <ItemView
          face={face}
          language={language}
          response={response}
          onResponse={setResponse}
          ofMedia={(ref) => fresh[ref.split('.')[0] ?? ''] ?? `/api/bank/media/${signature}/${ref}`}
        />
      )}
    </section>
  );
}

/** Where the bank's pictures are found, and in which language a text is. */
function placeOf(signature: string, language: Language): LessonPlace {
  return { ofMedia: (ref) => `/api/bank/media/${signature}/${ref}`, ofLesson: () => '#', language };
}

/** In both languages: whoever reviews an item reads both. */
function Why({ reasons, signature }: Pick<ItemAnswer, 'reasons' | 'signature'>) {
  const say = useSay();
  return (
    <>
      <h3>{say('bank.why')}</h3>
      {languages.map((language) => {
        const html = reasons[language];
        return html === undefined ? null : (
          <LessonPlaceContext.Provider key={language} value={placeOf(signature, language)}>
            <LessonHtml html={html} class="bank-why" />
          </LessonPlaceContext.Provider>
        );
      })}
    </>
  );
}
