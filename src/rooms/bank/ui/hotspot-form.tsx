import { useContext } from 'preact/hooks';
import { LessonPlaceContext } from '#rooms/library/ui/lesson-html.tsx';
import type { PartFace, Spot } from '../model/item.ts';
import type { PartFormProps } from './item-view.tsx';
import { spotsIn, withSpot } from './part-answer.ts';

type HotspotPart = Extract<PartFace, { kind: 'hotspot' }>;

/** Places in a picture: by finger or mouse in the picture itself, by keyboard and ear in the row of names below it. */
export function HotspotForm({ part, response, change, disabled, say }: PartFormProps<HotspotPart>) {
  const { ofMedia } = useContext(LessonPlaceContext);
  const { picture, alt, width, height, spots, most } = part;
  const chosen = spotsIn(response);
  const isFull = most > 1 && chosen.length >= most;
  const tap = (spot: number): void => {
    if (!disabled) change(withSpot(response, spot, most));
  };
  return (
    <div class="hotspot">
      <p class="quiet small">{say(most === 1 ? 'one-spot' : 'most-spots', { most })}</p>
      <div class="hotspot-picture">
        <img src={ofMedia(picture)} alt={alt} width={width} height={height} />
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {spots.map((spot, at) => (
            <Shape key={spot.name} spot={spot} isOn={chosen.includes(at)} tap={() => tap(at)} />
          ))}
        </svg>
      </div>
      <ul class="spot-names">
        {spots.map(({ name }, at) => {
          const isOn = chosen.includes(at);
          return (
            <li key={name}>
              <button
                type="button"
                class={isOn ? 'button spot on' : 'button spot'}
                aria-pressed={isOn}
                disabled={disabled || (isFull && !isOn)}
                onClick={() => tap(at)}
              >
                {name}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Shape({ spot, isOn, tap }: { spot: Spot; isOn: boolean; tap: () => void }) {
  const name = isOn ? 'spot-shape on' : 'spot-shape';
  return spot.shape === 'circle' ? (
    <circle class={name} cx={spot.x} cy={spot.y} r={spot.r} onClick={tap} />
  ) : (
    <rect class={name} x={spot.x} y={spot.y} width={spot.w} height={spot.h} onClick={tap} />
  );
}
