import { useEffect, useRef } from 'preact/hooks';

/** Calls again and again as long as the screen is there and somebody can see it. */
export function useEvery(milliseconds: number, call: () => void): void {
  const newest = useRef(call);
  newest.current = call;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') newest.current();
    }, milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
}
