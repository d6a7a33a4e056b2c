import { useId } from 'preact/hooks';

type Props = {
  readonly words: string;
  readonly accept?: string;
  readonly isOff?: boolean;
  readonly isMany?: boolean;
  /** What the button looks like besides being one. */
  readonly look?: string;
  readonly onChosen: (files: readonly [File, ...File[]]) => void;
};

/** A button that lets files be chosen. The same file, put right, can be chosen again. */
export function ChooseFiles({ words, accept, isOff = false, isMany = false, look = '', onChosen }: Props) {
  const id = useId();
  return (
    <>
      <input
        id={id}
        class="spoken"
        type="file"
        accept={accept}
        multiple={isMany}
        disabled={isOff}
        onChange={(event) => {
          const [first, ...others] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (first) onChosen([first, ...others]);
        }}
      />
      <label class={`button ${look}`.trim()} for={id}>
        {words}
      </label>
    </>
  );
}
