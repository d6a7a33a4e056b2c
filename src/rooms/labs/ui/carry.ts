import { useRef } from 'preact/hooks';

type Point = { readonly x: number; readonly y: number };

/** Where a pointer is, in the units of the drawing. */
export function pointOf(event: PointerEvent): Point {
  const matrix = (event.currentTarget as SVGElement | null)?.ownerSVGElement?.getScreenCTM()?.inverse();
  if (!matrix) return { x: 0, y: 0 };
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  return { x, y };
}

/** Less than this, in units of the drawing, is a tap and no carrying. */
const tap = 6;
/** So often, in milliseconds, is heard where the pointer is: each time is a deed of the bench, which is kept. */
const pause = 60;

/**
 * A piece of apparatus that a pointer carries: how far it is from its place now, and what its element listens to. `moved`
 * hears where the pointer is on its way, `letGo` where it ended, and whether it was only a tap.
 */
export function useCarry({
  moved,
  letGo,
}: {
  readonly moved?: (at: Point) => void;
  readonly letGo?: (at: Point, isTap: boolean) => void;
}) {
  const from = useRef<Point | undefined>(undefined);
  const by = useRef<Point>({ x: 0, y: 0 });
  const heard = useRef(0);
  const end = (event: PointerEvent): void => {
    if (!from.current) return;
    const isTap = Math.hypot(by.current.x, by.current.y) < tap;
    from.current = undefined;
    by.current = { x: 0, y: 0 };
    if (!isTap) moved?.(pointOf(event));
    letGo?.(pointOf(event), isTap);
  };
  return {
    by: by.current,
    hands: {
      onPointerDown: (event: PointerEvent): void => {
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
        from.current = pointOf(event);
      },
      onPointerMove: (event: PointerEvent): void => {
        if (!from.current) return;
        const at = pointOf(event);
        by.current = { x: at.x - from.current.x, y: at.y - from.current.y };
        if (event.timeStamp - heard.current < pause) return;
        heard.current = event.timeStamp;
        moved?.(at);
      },
      onPointerUp: end,
      onPointerCancel: (): void => {
        from.current = undefined;
        by.current = { x: 0, y: 0 };
      },
    },
  } as const;
}
