import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp, type Session } from '#web/app.ts';

/** The strip of the lesson that goes on, where one does: its code comes only then. */
export function RunBar({ session }: { session: Session }) {
  const { kept } = useApp();
  const [Strip, setStrip] = useState<ComponentType<{ session: Session }>>();
  useEffect(() => {
    const look = async (): Promise<void> => {
      const found = await kept.find<{ readonly run: object | null }>(`own-run:${session.person}`);
      if (!found?.run) return;
      const { RunStrip } = await import('./run-tablet.ts');
      setStrip(() => RunStrip);
    };
    // Without the strip the lesson is as it always was.
    void look().catch(() => undefined);
  }, []);
  return Strip ? <Strip session={session} /> : null;
}
