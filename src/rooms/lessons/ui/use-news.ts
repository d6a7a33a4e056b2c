import { useEffect, useState } from 'preact/hooks';
import { useLive } from '#web/live.ts';

/** A pupil's way into a lesson comes first; news of it can wait so long. */
const pause = 5000;

/** Calls `hear` when the school has something new for this pupil: a task, a mark, a hand that was seen to. */
export function useNews(person: string, hear: () => void): void {
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTime(true), pause);
    return () => clearTimeout(timer);
  }, []);
  const isLive = useLive(isTime ? [`lessons:person:${person}`] : [], hear);
  // What happened between the first answer and the opening of the stream was heard by nobody.
  useEffect(() => {
    if (isLive) hear();
  }, [isLive]);
}
