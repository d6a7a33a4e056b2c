import { useState } from 'preact/hooks';
import { useSend } from '#people/ui/office-send.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import type { ItemMedia } from '../records.ts';
import type { ItemAnswer } from '../routes.ts';
import { EditorFacts, type Place } from './editor-facts.tsx';
import { EditorMedia } from './editor-media.tsx';
import { draftOf, emptyPart, noWords, sourceOf, type ItemDraft } from './item-draft.ts';
import { Faces } from './item-page.tsx';
import { PartEditor } from './part-editor.tsx';
import { WordsField } from './words-field.tsx';
import './bank.css';

type Preview = Pick<ItemAnswer, 'faces' | 'errors'>;

const newItem: ItemDraft = {
  id: '',
  subject: 'mathematics',
  objective: '',
  grade: 6,
  level: 'B',
  seconds: 60,
  task: noWords,
  parts: [emptyPart],
  why: noWords,
};

export function NewItem() {
  return <Editor draft={newItem} media={[]} place={{ cell: 'mathematics-6', pool: 'monitoring' }} />;
}

export function EditItem({ params }: ScreenProps) {
  const item = params['item'] ?? '';
  const { value, failure, again } = useAsk<ItemAnswer>(`/bank/items/${encodeURIComponent(item)}`);
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  const { cell, pool } = value;
  return <Editor draft={draftOf(value.source)} media={value.media} place={{ cell, pool }} known={value} />;
}

type EditorProps = {
  readonly draft: ItemDraft;
  readonly media: readonly ItemMedia[];
  readonly place: Place;
  readonly known?: ItemAnswer;
};

/** Writes an item: looked at as often as wanted, kept when nothing is wrong with it. */
function Editor({ known, ...begun }: EditorProps) {
  const say = useSay();
  const { api, go } = useApp();
  const [draft, setDraft] = useState(begun.draft);
  const [place, setPlace] = useState(begun.place);
  const [media, setMedia] = useState(begun.media);
  const [fresh, setFresh] = useState<Readonly<Record<string, string>>>({});
  const [why, setWhy] = useState('');
  const [knowsBreak, setKnowsBreak] = useState(false);
  const [preview, setPreview] = useState<Preview>();
  const { isBusy, failure, send } = useSend();
  useTitle(say(known ? 'bank.edit-title' : 'bank.new'));
  const stimulus = known?.stimulusSource ?? undefined;
  const written = () => ({
    source: sourceOf(draft),
    ...(stimulus ? { stimulus } : {}),
    media: mediaOf(draft, media, stimulus),
  });
  const look = async (): Promise<void> => setPreview(await send(api.post<Preview>('/bank/preview', written())));
  const save = async (): Promise<void> => {
    const done = await send(api.post('/bank/items', { ...written(), ...place, why, knowsBreak }));
    if (done) go(`/bank/item/${draft.id}`);
  };
  const isBreaking = failure?.key === 'bank.breaks-anchors' || knowsBreak;
  return (
    <form
      class="bank"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h1>{say(known ? 'bank.edit-title' : 'bank.new')}</h1>
      <EditorFacts draft={draft} change={setDraft} place={place} setPlace={setPlace} isNew={!known} />
      {stimulus && <Message tone="help">{say('bank.stimulus-edit', { stimulus: stimulus.id })}</Message>}
      <section class="sheet">
        <WordsField
          label={say('bank.task')}
          words={draft.task}
          rows={2}
          change={(task) => setDraft({ ...draft, task })}
        />
      </section>
      {draft.parts.map((part, at) => (
        <PartEditor
          key={at}
          part={part}
          number={at + 1}
          change={(next) => setDraft({ ...draft, parts: draft.parts.map((each, n) => (n === at ? next : each)) })}
        />
      ))}
      <p class="buttons">
        {draft.parts.length < 4 && (
          <button
            type="button"
            class="button"
            onClick={() => setDraft({ ...draft, parts: [...draft.parts, emptyPart] })}
          >
            {say('bank.add-part')}
          </button>
        )}
        {draft.parts.length > 1 && (
          <button type="button" class="button" onClick={() => setDraft({ ...draft, parts: draft.parts.slice(0, -1) })}>
            {say('bank.drop-part')}
          </button>
        )}
      </p>
      <EditorMedia
        media={media}
        add={(file, address) => {
          setMedia([...media.filter(({ name }) => name !== file.name), file]);
          setFresh({ ...fresh, [file.hash]: address });
        }}
      />
      <WordsField
        label={say('bank.why')}
        words={draft.why}
        rows={4}
        change={(words) => setDraft({ ...draft, why: words })}
      />
      {known && (
        <div class="field">
          <label for="bank-edit-why">{say('bank.edit-why')}</label>
          <textarea
            id="bank-edit-why"
            class="input"
            rows={2}
            maxLength={600}
            value={why}
            onInput={(event) => setWhy(event.currentTarget.value)}
          />
        </div>
      )}
      {failure && <Failed failure={failure} />}
      {isBreaking && (
        <label class="bank-check">
          <input
            type="checkbox"
            checked={knowsBreak}
            onChange={(event) => setKnowsBreak(event.currentTarget.checked)}
          />
          {say('bank.knows-break')}
        </label>
      )}
      <p class="buttons">
        <button type="button" class="button" disabled={isBusy} onClick={() => void look()}>
          {say('bank.look')}
        </button>
        <button type="submit" class="button main" disabled={isBusy}>
          {say('bank.save')}
        </button>
      </p>
      {preview && <Looked preview={preview} signature={known?.signature ?? ''} fresh={fresh} />}
    </form>
  );
}

type LookedProps = {
  readonly preview: Preview;
  readonly signature: string;
  readonly fresh: Readonly<Record<string, string>>;
};

function Looked({ preview, signature, fresh }: LookedProps) {
  const say = useSay();
  return (
    <>
      {preview.errors.length === 0 ? (
        <Message tone="good" isNews>
          {say('bank.looks-good')}
        </Message>
      ) : (
        <Message tone="wrong" isNews>
          <ul>
            {preview.errors.map((error) => (
              <li key={JSON.stringify(error)}>
                {error.where !== undefined && <span class="quiet">{error.where}: </span>}
                {say(`bank.error.${error.key}`, error.values)}
              </li>
            ))}
          </ul>
        </Message>
      )}
      <Faces faces={preview.faces} signature={signature} fresh={fresh} />
    </>
  );
}

/** The files that the item's texts name. */
function mediaOf(
  draft: ItemDraft,
  media: readonly ItemMedia[],
  stimulus: ItemAnswer['stimulusSource'] | undefined,
): readonly ItemMedia[] {
  const text = JSON.stringify([draft, stimulus ?? null]);
  return media.filter(
    ({ name }) => text.includes(`(${name})`) || text.includes(`(media/${name})`) || text.includes(`"${name}"`),
  );
}
