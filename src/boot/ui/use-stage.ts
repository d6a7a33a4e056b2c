import { useEffect } from 'preact/hooks';
import { useApp } from '#web/app.ts';

const askMilliseconds = 2000;

/** Looks whether the server has gone on to another stage, and begins the page anew when it has. */
export function useStage(): void {
  const { api, stage } = useApp();
  useEffect(() => {
    const here = stage.value;
    const timer = setInterval(() => {
      void api.get<{ stage: string }>('/boot').then((answer) => {
        if (answer.ok && answer.value.stage !== here) location.reload();
      });
    }, askMilliseconds);
    return () => clearInterval(timer);
  }, []);
}
