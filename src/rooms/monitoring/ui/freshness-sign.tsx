import type { Freshness } from '../model/silence.ts';

/** One shape for each freshness, so that colour never speaks alone: full, half, a cross, an empty dashed frame. */
const shapes: Readonly<Record<Freshness, string>> = {
  today: 'M2 2h16v16H2z',
  'this-week': 'M2 18V2h16z',
  older: 'M4 4l12 12M16 4L4 16',
  never: '',
};

export function FreshnessSign({ freshness, x = 0, y = 0 }: { freshness: Freshness; x?: number; y?: number }) {
  return (
    <svg class={`fresh fresh-${freshness}`} x={x} y={y} width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <rect x="2" y="2" width="16" height="16" rx="2" class="fresh-frame" />
      <path d={shapes[freshness]} class="fresh-shape" />
    </svg>
  );
}
