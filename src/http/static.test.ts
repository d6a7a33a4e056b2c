import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { staticFiles } from './static.ts';

describe('the files of the web app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-static-'));
  const script = 'export const words = "тірек";\n'.repeat(100);
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Тірек</title>');
  writeFileSync(join(folder, 'assets', 'app-1f.js'), script);
  writeFileSync(join(folder, 'assets', 'font-2e.woff2'), 'is compressed by itself');
  after(() => rmSync(folder, { recursive: true, force: true }));
  const serve = staticFiles(folder);
  const get = (path: string, accepts?: string): Promise<Response> => {
    return serve(new Request(`http://school${path}`, accepts ? { headers: { 'accept-encoding': accepts } } : {}));
  };
  const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

  it('come compressed as the browser asks, the same for all who ask at once and again', async () => {
    for (const [accepts, coding, unpack] of [
      ['gzip, br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
    ] as const) {
      const answers = await Promise.all([get('/assets/app-1f.js', accepts), get('/assets/app-1f.js', accepts)]);
      for (const answer of [...answers, await get('/assets/app-1f.js', accepts)]) {
        assert.equal(answer.headers.get('content-encoding'), coding);
        assert.equal(answer.headers.get('vary'), 'accept-encoding');
        assert.equal(unpack(await bytesOf(answer)).toString(), script);
      }
    }
    const plain = await get('/assets/app-1f.js');
    assert.equal(plain.headers.get('content-encoding'), null);
    assert.equal((await bytesOf(plain)).toString(), script);
  });

  it('that are compressed by themselves are sent as they are', async () => {
    const answer = await get('/assets/font-2e.woff2', 'gzip, br');
    assert.equal(answer.headers.get('content-encoding'), null);
    assert.equal((await bytesOf(answer)).toString(), 'is compressed by itself');
  });

  it('are kept for ever with a hash in their name; any other address gets the page, a lost file 404', async () => {
    assert.match((await get('/assets/app-1f.js')).headers.get('cache-control') ?? '', /immutable/);
    const page = await get('/people/list');
    assert.equal(page.headers.get('cache-control'), 'no-cache');
    assert.match((await bytesOf(page)).toString(), /Тірек/);
    assert.equal((await get('/assets/gone.js')).status, 404);
  });
});
