import { workOf } from '../model/real/works.ts';
import { useRealSay } from './real-say.ts';

/** What has to stand on the table for a work with real apparatus. */
export function Kit({ lab, task }: { lab: string; task: string }) {
  const real = useRealSay();
  const kit = workOf(lab, task)?.kit ?? [];
  if (kit.length === 0) return null;
  return (
    <p class="lab-kit">
      <b>{real('labs.works.kit')}:</b> {kit.map((each) => real(`labs.kit.${each}`)).join(', ')}
    </p>
  );
}
