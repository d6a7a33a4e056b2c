/** A key in a scene, pressed with a finger: the same deed has a native button below the picture (LAB-18). */
export function SceneKey({
  x,
  y,
  width,
  text,
  press,
  height = 38,
  isOn = false,
}: {
  x: number;
  y: number;
  width: number;
  text: string;
  press: () => void;
  height?: number;
  isOn?: boolean;
}) {
  return (
    <g class="lab-hand" onPointerDown={press}>
      <rect x={x} y={y} width={width} height={height} rx="8" class={isOn ? 'lab-key on' : 'lab-key'} />
      <text x={x + width / 2} y={y + height / 2 + 4} text-anchor="middle" pointer-events="none">
        {text}
      </text>
    </g>
  );
}
