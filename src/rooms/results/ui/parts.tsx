import { useApp, useSay } from '#web/app.ts';
import { formatDate, formatNumber } from '#web/format.ts';
import type { Interval } from '../model/measured.ts';
import { zoneEdges } from '../model/band.ts';
import type { Standing } from '../model/distinct.ts';
import './results.css';

/** Whole points of the scale, as the reader's language writes them. */
export function usePoints() {
  const { language } = useApp();
  const number = (value: number): string => formatNumber(language.value, Math.round(value));
  const signed = (value: number): string => `${Math.round(value) > 0 ? '+' : ''}${number(value)}`;
  return { number, signed };
}

/** `512 (498–526)`: a value is never without its interval. */
export function Estimated({ of, isChange }: { of: Interval; isChange?: boolean }) {
  const say = useSay();
  const { number, signed } = usePoints();
  const show = isChange ? signed : number;
  return (
    <span class="results-estimate">
      <strong>{show(of.value)}</strong>{' '}
      <span class="small quiet">{say('results.interval', { low: show(of.low), high: show(of.high) })}</span>
    </span>
  );
}

export function StandingSign({ standing }: { standing: Standing }) {
  const say = useSay();
  return (
    <span class={`results-standing ${standing}`}>
      <span aria-hidden="true">{{ above: '▲', alike: '●', below: '▼' }[standing]}</span>{' '}
      {say(`results.standing.${standing}`)}
    </span>
  );
}

/** The part of the scale that pictures show; what lies outside is drawn at its end. */
const [least, most] = [250, 750];
const across = (value: number): number => (100 * (Math.min(most, Math.max(least, value)) - least)) / (most - least);

/** An interval on the scale: a bar over the zones. The words beside it say the same. */
export function BandPicture({ low, high, region }: { low: number; high: number; region?: number }) {
  return (
    <svg class="results-band" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <line class="results-axis" x1="0" x2="100" y1="6" y2="6" />
      {zoneEdges.map((edge) => (
        <line key={edge} class="results-edge" x1={across(edge)} x2={across(edge)} y1="0" y2="12" />
      ))}
      <rect
        class="results-bar"
        x={across(low)}
        width={Math.max(1, across(high) - across(low))}
        y="3"
        height="6"
        rx="1.5"
      />
      {region !== undefined && <line class="results-region" x1={across(region)} x2={across(region)} y1="0" y2="12" />}
    </svg>
  );
}

/**
 * The growth of the same pupils as a slope with its uncertainty band: from where they began, by how much they grew. The table
 * beneath has the same figures.
 */
export function Slope({ start, growth, label }: { start: number; growth: Interval; label: string }) {
  const say = useSay();
  const { number, signed } = usePoints();
  const span = 120;
  const middle = start + growth.value / 2;
  const up = (value: number): number => 70 - (100 * (value - middle)) / span;
  const clamp = (value: number): number => Math.min(118, Math.max(22, up(value)));
  const [from, to] = [clamp(start), clamp(start + growth.value)];
  const [low, high] = [clamp(start + growth.low), clamp(start + growth.high)];
  return (
    <svg class="results-slope" viewBox="0 0 240 140" role="img" aria-label={label}>
      <line class="results-axis" x1="50" x2="50" y1="14" y2="122" />
      <line class="results-axis" x1="190" x2="190" y1="14" y2="122" />
      <polygon class="results-uncertain" points={`50,${from} 190,${high} 190,${low}`} />
      <line class="results-line" x1="50" x2="190" y1={from} y2={to} />
      <circle class="results-dot" cx="50" cy={from} r="4" />
      <circle class="results-dot" cx="190" cy={to} r="4" />
      <text x="44" y={from + 4} text-anchor="end">
        {number(start)}
      </text>
      <text x="196" y={to + 4} text-anchor="start" class="results-strong">
        {signed(growth.value)}
      </text>
      <text x="50" y="136" text-anchor="middle">
        {say('results.point.start')}
      </text>
      <text x="190" y="136" text-anchor="middle">
        {say('results.point.end')}
      </text>
    </svg>
  );
}

/** Where figures come from, and of which day they are. */
export function Source({ year }: { year: number }) {
  const say = useSay();
  const { language } = useApp();
  const date = formatDate(language.value, Date.now(), 'full');
  return <p class="quiet small">{say('results.source', { year, next: year + 1, date })}</p>;
}
