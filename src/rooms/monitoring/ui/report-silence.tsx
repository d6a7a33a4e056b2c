import { useApp, useSay, useTitle } from '#web/app.ts';
import { Explain } from './explain.tsx';
import './region.css';

/** At a school: its head says beforehand why the region will not hear from it. */
export function ReportSilence() {
  const { place, language } = useApp();
  const say = useSay();
  const title = say('monitoring.report.title');
  useTitle(title);
  const words = {
    title: say('monitoring.explain'),
    what: say('monitoring.report.what'),
    save: say('monitoring.report.save'),
  };
  return (
    <div class="region">
      <h1>{title}</h1>
      <p class="quiet">{place.value?.school?.names[language.value]}</p>
      <Explain path="/monitoring/silence" now={Date.now()} words={words} again={() => undefined} />
    </div>
  );
}
