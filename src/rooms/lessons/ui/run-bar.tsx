import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { hour } from '#kernel/time.ts';
import { useApp, type Session } from '#web/app.ts';

/** What the tablet keeps of an older lesson is none that goes on (LES-71). */
const longestMilliseconds = 6 * hour;

/** The strip of the lesson that goes on, where one does: its code comes only then. */
export function RunBar({ session }: { session: Session }) {
  const { kept } = useApp();
  const [Strip, setStrip] = useState<ComponentType<{ session: Session }>>();
  useEffect(() => {
    const look = async (): Promise<void> => {
      const found = await kept.find<{ readonly run: { readonly startedAt: number } | null }>(
        `own-run:${session.person}`,
      );
      if (!found?.run || Date.now() - found.run.startedAt > longestMilliseconds) return;
      const { RunStrip } = await import('./run-tablet.ts');
      setStrip(() => RunStrip);
    };
    // Without the strip the lesson is as it always was.
    void look().catch(() => undefined);
  }, []);
  return Strip ? <Strip session={session} /> : null;
}
