/** Speech as it comes from a synthesiser: one channel, 16 bits. */
export type Wave = { readonly rate: number; readonly samples: Int16Array };

/** The loudest sample after levelling: 3 dB below the limit, so that an encoder cannot clip. */
const peak = 23_000;
/** Silence before and after, so that a loudspeaker that wakes up late swallows no sound. */
const silenceSeconds = 0.2;
/** Softer than this is silence. */
const threshold = 150;

/** Reads a WAV file. Throws if it is not one channel of 16-bit PCM. */
export function waveOf(bytes: Uint8Array): Wave {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  let rate = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8);
    if (tag(at) === 'fmt ') {
      const isPlain = view.getUint16(at + 8, true) === 1 && view.getUint16(at + 10, true) === 1;
      if (!isPlain || view.getUint16(at + 22, true) !== 16) throw new Error('not one channel of 16-bit PCM');
      rate = view.getUint32(at + 12, true);
    } else if (tag(at) === 'data' && rate > 0) {
      const samples = Int16Array.from({ length: size >> 1 }, (_, place) => view.getInt16(at + 8 + 2 * place, true));
      return { rate, samples };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('no sound in the WAV file');
}

/** Cuts the silence off both ends, puts an even one there, and makes the loudest sample `peak`. */
export function levelled({ rate, samples }: Wave): Wave {
  const isHeard = (sample: number) => Math.abs(sample) > threshold;
  const first = samples.findIndex(isHeard);
  if (first < 0) throw new Error('nothing is to be heard');
  const heard = samples.subarray(first, samples.findLastIndex(isHeard) + 1);
  const loudest = heard.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const silence = Math.round(rate * silenceSeconds);
  const out = new Int16Array(heard.length + 2 * silence);
  out.set(
    heard.map((sample) => Math.round((sample * peak) / loudest)),
    silence,
  );
  return { rate, samples: out };
}

export function waveSeconds({ rate, samples }: Wave): number {
  return samples.length / rate;
}

/** The WAV file of a wave. */
export function waveBytes({ rate, samples }: Wave): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const put = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  put(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  put(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, place) => view.setInt16(44 + 2 * place, sample, true));
  return bytes;
}
