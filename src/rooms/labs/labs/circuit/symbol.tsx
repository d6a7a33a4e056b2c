import type { Standing } from './board.ts';

/** The sign of a part along a line of 84 units from (−42, 0) to (42, 0); its plus or anode is at the left. */
export function Symbol({ part, isClosed, isBurnt }: { part: Standing['part']; isClosed: boolean; isBurnt: boolean }) {
  const lead = (to: number) => <path d={`M-42 0H${-to}M${to} 0H42`} class="lab-lead" />;
  switch (part) {
    case 'wire':
      return <path d="M-42 0H42" class="lab-lead" />;
    case 'battery':
    case 'supply':
      return (
        <g>
          {lead(4)}
          <path d="M-4 -15V15M4 -8V8" class="lab-lead" />
          <text x="-14" y="-7" text-anchor="middle">
            +
          </text>
          {part === 'supply' && <path d="M-12 14L12 -14M12 -14l-7 2M12 -14l-1 7" class="lab-lead" />}
        </g>
      );
    case 'switch':
      return (
        <g>
          {lead(16)}
          <circle cx="-16" cy="0" r="3" />
          <circle cx="16" cy="0" r="3" />
          <path d={isClosed ? 'M-16 0H16' : 'M-16 0L12 -16'} class="lab-lead" />
        </g>
      );
    case 'lamp':
      return (
        <g>
          {lead(13)}
          <circle cx="0" cy="0" r="13" class="lab-face" />
          <path d="M-9 -9L9 9M-9 9L9 -9" class="lab-lead" />
        </g>
      );
    case 'diode':
      return (
        <g>
          {lead(10)}
          <path d="M-10 -10V10L10 0Z" />
          <path d="M10 -10V10" class="lab-lead" />
        </g>
      );
    case 'capacitor':
      return (
        <g>
          {lead(5)}
          <path d="M-5 -14V14M5 -14V14" class="lab-lead" />
        </g>
      );
    case 'ammeter':
    case 'milliammeter':
      return (
        <g>
          {lead(14)}
          <circle cx="0" cy="0" r="14" class="lab-face" />
          {isBurnt && <path d="M-10 -10L10 10M-10 10L10 -10" class="lab-pointer-line" />}
        </g>
      );
    default:
      return (
        <g>
          {lead(20)}
          <rect x="-20" y="-9" width="40" height="18" class="lab-face" />
          {part === 'rheostat' && <path d="M-16 16L16 -16M16 -16l-8 1M16 -16l-2 8" class="lab-lead" />}
        </g>
      );
  }
}
