import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { MediaRef } from '../model/pack.ts';
import { LessonPlaceContext } from './lesson-html.tsx';

/** Plays a sound, and stops it. One that cannot be played says so by staying silent and ready. */
export function ListenButton({ sound, listen, stop }: { sound: MediaRef; listen: string; stop: string }) {
  const { ofMedia } = useContext(LessonPlaceContext);
  const player = useRef<HTMLAudioElement | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => () => player.current?.pause(), [sound]);
  const toggle = (): void => {
    if (isPlaying) {
      player.current?.pause();
      return setPlaying(false);
    }
    const audio = new Audio(ofMedia(sound));
    player.current = audio;
    audio.addEventListener('ended', () => setPlaying(false));
    audio.addEventListener('pause', () => setPlaying(false));
    audio.play().then(
      () => setPlaying(true),
      () => setPlaying(false),
    );
  };
  return (
    <button type="button" class="button listen" aria-pressed={isPlaying} onClick={toggle}>
      <svg
        class="sign"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        {isPlaying ? (
          <path d="M7 5v14M17 5v14" stroke-width="4" />
        ) : (
          <path d="M4 10v4h4l5 4V6L8 10zM16.5 9q2 3 0 6M19 6.5q4 5.500 0 11" />
        )}
      </svg>
      {isPlaying ? stop : listen}
    </button>
  );
}
