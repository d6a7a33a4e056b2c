import { useApp, useSay } from '#web/app.ts';
import { Failed } from '#web/parts/message.tsx';
import { useFile } from './office-send.ts';

/** A button that brings a paper as PDF, in the reader's language, ready to be printed. */
export function Paper({
  kind,
  of,
  words,
  name,
  body,
}: {
  /** The part of the address that says which paper it is. */
  kind: 'class-list' | 'cards' | 'consents' | 'passwords';
  /** The class of which it is. */
  of?: string;
  words: string;
  name: string;
  body?: Readonly<Record<string, unknown>>;
}) {
  const say = useSay();
  const { language } = useApp();
  const { open, isBusy, failure } = useFile();
  const bring = (): void => {
    const query = of === undefined ? '' : `?${new URLSearchParams({ class: of, lang: language.value })}`;
    const sent = body && { body: { ...body, lang: language.value } };
    void open({ address: `/api/people/print/${kind}${query}`, name: `${name}.pdf`, ...sent });
  };
  return (
    <>
      <button type="button" class="button" disabled={isBusy} onClick={bring}>
        {isBusy ? say('people.office.paper.coming') : words}
      </button>
      {failure && <Failed failure={failure} again={bring} />}
    </>
  );
}
