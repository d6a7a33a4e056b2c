import { useFile } from '#people/ui/office-send.ts';
import { useApp, useSay, useTitle } from '#web/app.ts';
import { useAsk } from '#web/ask.ts';
import { Failed, Message, Waiting } from '#web/parts/message.tsx';
import type { ScreenProps } from '#web/screen.ts';
import { reportOf, type ReportNumbers } from '../model/report.ts';
import type { CalibrationAnswer } from '../routes.ts';
import { DifTable } from './dif-table.tsx';
import { ItemTable } from './item-table.tsx';
import { LinkTables } from './link-tables.tsx';
import { useNumber } from './number.ts';
import './scale.css';

/** What a calibration gave: populations and reliability, items with what is odd about them in words, the link, DIF. */
export function CalibrationPage({ params }: ScreenProps) {
  const say = useSay();
  const { value, failure, again } = useAsk<CalibrationAnswer>(`/scale/calibrations/${params['calibration']}`);
  useTitle(say('scale.detail'));
  if (!value) return failure ? <Failed failure={failure} again={again} /> : <Waiting />;
  const numbers = reportOf(value.kept);
  return (
    <div>
      <h1>{say('scale.detail')}</h1>
      <Papers answer={value} />
      {numbers.times.map((time) => (
        <section key={time.time}>
          <h2>{say(`scale.point.${time.time}`)}</h2>
          <Summary time={time} />
          <ItemTable time={time} curves={value.kept[time.time]?.curves ?? []} />
        </section>
      ))}
      <LinkTables numbers={numbers} />
      <DifTable dif={numbers.dif} />
      <Scale numbers={numbers} inputs={value.about.inputs} />
    </div>
  );
}

function Papers({ answer: { about } }: { answer: CalibrationAnswer }) {
  const say = useSay();
  const { language, session } = useApp();
  const { download, open, isBusy, failure } = useFile();
  const base = `/api/scale/calibrations/${about.calibration}`;
  const mayTake = session.value?.posts.some(({ role }) => role === 'coordinator') ?? false;
  return (
    <>
      <div class="scale-do">
        <button
          type="button"
          class="button main"
          disabled={isBusy}
          onClick={() => void open({ address: `${base}/report.pdf?lang=${language.value}`, name: `${about.cell}.pdf` })}
        >
          {say('scale.report')}
        </button>
        {mayTake && (
          <button
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() =>
              void download({ address: `${base}/microdata.zip`, name: `${about.study}-${about.cell}.zip` })
            }
          >
            {say('scale.microdata')}
          </button>
        )}
      </div>
      {mayTake && <p class="quiet">{say('scale.microdata.lead')}</p>}
      {failure && <Failed failure={failure} />}
    </>
  );
}

/** Below this a test hardly tells its pupils apart. */
const lowReliability = 0.3;

function Summary({ time }: { time: ReportNumbers['times'][number] }) {
  const say = useSay();
  const show = useNumber();
  const reliability = (['kr20', 'alpha', 'wle', 'eap'] as const).filter((name) => time[name] !== null);
  return (
    <>
      <dl class="scale-totals">
        <div>
          <dt>{say('scale.pupils')}</dt>
          <dd>{time.pupils}</dd>
        </div>
        <div>
          <dt>{say('scale.mean')}</dt>
          <dd>
            {show(time.mean)} ± {show(1.96 * time.meanSe)}
          </dd>
        </div>
        <div>
          <dt>{say('scale.sd')}</dt>
          <dd>{show(time.sd)}</dd>
        </div>
        {reliability.map((name) => (
          <div key={name}>
            <dt>
              {say('scale.reliability')}: {say(`scale.reliability.${name}`)}
            </dt>
            <dd>{show(time[name])}</dd>
          </div>
        ))}
      </dl>
      {(time.wle ?? 0) < lowReliability && <Message tone="wait">{say('scale.reliability.low')}</Message>}
      {time.dropped.map(({ item, why }) => (
        <p key={item}>
          {say('scale.dropped')}: {item} ({say(`scale.dropped.${why}`)})
        </p>
      ))}
    </>
  );
}

function Scale({ numbers: { scale, isOnEarlier, method, seed }, inputs }: { numbers: ReportNumbers; inputs: string }) {
  const say = useSay();
  const show = useNumber();
  return (
    <section>
      <h2>{say('scale.title')}</h2>
      <p>{say('scale.unit', { mean: show(scale.mean, 3), sd: show(scale.sd, 3) })}</p>
      <p>{say(isOnEarlier ? 'scale.unit.earlier' : 'scale.unit.begins')}</p>
      <p class="quiet">{say('scale.how', { method, seed, inputs: inputs.slice(0, 16) })}</p>
    </section>
  );
}
