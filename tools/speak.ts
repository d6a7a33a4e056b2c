/**
 * Makes the sound files that the lessons of a pack name, from the lessons' own words:
 *
 *   node tools/speak.ts content/grade-2
 *
 * Needs `espeak-ng` (it has voices for Kazakh and Russian) and `opusenc` (`apt-get install espeak-ng opus-tools`).
 * What has been spoken is noted in `media/.speech.json`, so a file is only made again when its words or the voice change.
 * Sounds that were made here and that no lesson names any more are removed.
 */
import { execFileSync } from 'node:child_process';
import { hash as digest } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isLanguage, type Language } from '#kernel/language.ts';
import { speechesOf, type Speech } from './spoken-text.ts';
import { levelled, waveBytes, waveOf, waveSeconds } from './wave.ts';

/**
 * Slow, for seven-year-olds: 120 to 130 words a minute while the voice speaks, measured over all lessons, and some 100
 * with the pauses between sentences. Kazakh words are longer, so the same `-s` would be slower.
 */
const voices: Readonly<Partial<Record<Language, readonly string[]>>> = {
  kk: ['-v', 'kk', '-s', '148', '-g', '3'],
  ru: ['-v', 'ru', '-s', '123', '-g', '3'],
};
/** `--serial`: else the encoder draws one by lot, and the same words would give other bytes. */
const encoder = ['--quiet', '--speech', '--bitrate', '16', '--comp', '10', '--padding', '0', '--serial', '1'];
const shortestSeconds = 0.7;

type Wanted = Speech & { readonly language: Language };

main(process.argv[2]);

function main(folder: string | undefined): void {
  if (folder === undefined) throw new Error('usage: node tools/speak.ts content/<pack>');
  const list = path.join(folder, 'media', '.speech.json');
  const known: Readonly<Record<string, string>> = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : {};
  const wanted = wantedOf(folder);
  const spoken = Object.fromEntries(wanted.map((one) => [one.file, hashOf(one)] as const).sort(byName));
  const stale = wanted.filter(({ file }) => known[file] !== spoken[file] || !existsSync(path.join(folder, file)));
  for (const one of stale) speak(one, path.join(folder, one.file));
  const unused = Object.keys(known).filter((file) => !(file in spoken));
  for (const file of unused) rmSync(path.join(folder, file), { force: true });
  writeFileSync(list, `${JSON.stringify(spoken, undefined, 2)}\n`);
  console.log(`${stale.length} spoken, ${wanted.length - stale.length} unchanged, ${unused.length} removed`);
}

function wantedOf(folder: string): readonly Wanted[] {
  const lessons = path.join(folder, 'lessons');
  return readdirSync(lessons).flatMap((lesson) =>
    readdirSync(path.join(lessons, lesson)).flatMap((name) => {
      const language = path.basename(name, '.md');
      if (!isLanguage(language)) return [];
      const text = readFileSync(path.join(lessons, lesson, name), 'utf8');
      return speechesOf(text, language).map((speech) => ({ ...speech, language }));
    }),
  );
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

function hashOf({ text, language }: Wanted): string {
  return digest('sha256', JSON.stringify([voices[language], encoder, text]));
}

function speak({ file, text, language }: Wanted, target: string): void {
  const voice = voices[language];
  if (!voice) throw new Error(`${file}: no voice for ${language}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'speak-'));
  try {
    const wave = path.join(folder, 'speech.wav');
    execFileSync('espeak-ng', [...voice, '-w', wave, '--', text]);
    const sound = levelled(waveOf(readFileSync(wave)));
    const seconds = waveSeconds(sound);
    if (seconds < shortestSeconds) throw new Error(`${file}: only ${seconds} s for «${text}»`);
    writeFileSync(wave, waveBytes(sound));
    execFileSync('opusenc', [...encoder, wave, target]);
    console.log(`${file} ${seconds.toFixed(1)} s ${text}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
