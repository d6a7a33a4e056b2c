import type { ScreenProps } from '#web/screen.ts';

export function LessonPage({ params }: ScreenProps) {
  return <h1>{params['lesson']}</h1>;
}
