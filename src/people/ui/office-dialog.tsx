import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useSay } from '#web/app.ts';
import './office.css';

/**
 * A native dialog that is open as long as it is drawn. `onClose` is called however it was left: by Escape, by its
 * button, or by what is in it calling `close`. Focus goes back to where it was.
 */
export function Dialog({
  title,
  isWide,
  onClose,
  children,
}: {
  title: string;
  isWide?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const say = useSay();
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={box} class={isWide ? 'office-dialog wide' : 'office-dialog'} aria-labelledby={id} onClose={onClose}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" class="button bare" onClick={() => box.current?.close()}>
          {say('web.close')}
        </button>
      </header>
      {children}
    </dialog>
  );
}
