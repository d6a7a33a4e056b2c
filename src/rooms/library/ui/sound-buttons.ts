const playPath = 'M4 10v4h4l5 4V6L8 10zM16.5 9q2 3 0 6M19 6.5q4 5.5 0 11';
const stopPath = 'M7 5v14M17 5v14';

/** Gives each sound in a lesson's text one large button in place of the browser's small controls. */
export function withSoundButtons(root: HTMLElement): void {
  for (const audio of root.querySelectorAll('audio')) if (audio.controls) placeButton(audio);
}

function placeButton(audio: HTMLAudioElement): void {
  audio.controls = false;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button listen';
  const sign = button.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
  sign.setAttribute('class', 'sign');
  sign.setAttribute('viewBox', '0 0 24 24');
  sign.setAttribute('aria-hidden', 'true');
  const path = sign.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
  button.append(audio.getAttribute('aria-label') ?? '');
  const show = (): void => {
    path.setAttribute('d', audio.paused ? playPath : stopPath);
    button.setAttribute('aria-pressed', String(!audio.paused));
  };
  button.addEventListener('click', () => (audio.paused ? void audio.play().catch(show) : audio.pause()));
  for (const change of ['play', 'pause', 'ended']) audio.addEventListener(change, show);
  show();
  audio.before(button);
  // The button says what the caption says.
  audio.parentElement?.querySelector('figcaption')?.remove();
}
