import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeStick, stickSize } from '../releases/make/make-stick.ts';
import { releaseOrder } from './release-order.ts';

/** `tirek installer <folder>`: makes the stick by which a school's server is installed and updated. */
export async function installer(rest: readonly string[]): Promise<number> {
  const folder = rest.find((word) => !word.startsWith('--'));
  if (!folder) {
    console.error(
      'tirek: tirek installer <folder of the stick> [--version=1.2.3] [--platforms=linux-x64,linux-arm64,win-x64]',
    );
    return 2;
  }
  const order = await releaseOrder(rest);
  if (typeof order === 'string') {
    console.error(`tirek: ${order}`);
    return 1;
  }
  const stick = resolve(folder);
  mkdirSync(stick, { recursive: true });
  const began = Date.now();
  const manifest = makeStick(order, stick);
  for (const { platform, files, chunks } of manifest.parts) {
    const [raw, packed] = [files, chunks].map((list) => list.reduce((sum, { bytes }) => sum + bytes, 0));
    console.log(`${platform}: ${files.length} files, ${megabytes(raw)} MB, packed ${megabytes(packed)} MB`);
  }
  console.log(`${stick}: version ${manifest.version}, ${megabytes(stickSize(stick))} MB, ${Date.now() - began} ms`);
  return existsSync(join(stick, 'README.html')) ? 0 : 1;
}

function megabytes(bytes = 0): string {
  return (bytes / 1_000_000).toFixed(1);
}
