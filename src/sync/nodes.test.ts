import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { regionScope, schoolScope, systemRandomness, type SchoolId } from '#kernel/ids.ts';
import { buildPack, publishPack, readPackFolder } from '#rooms/library/index.ts';
import { startNode } from '#testing/boot.ts';
import { settingsFrom } from '../settings.ts';
import { selfSignedCertificate } from './certificate.ts';
import { enrolOver } from './enrol.ts';
import { makeIdentity } from './identity.ts';
import { TicketDesk } from './ticket-desk.ts';

const school = 's1x' as SchoolId;

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('two nodes as they are run', () => {
  it('SYN-16, SYN-18, SYN-14: a school is enrolled over HTTPS with a certificate of nobody, and all comes by itself', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tirek-nodes-'));
    const certificate = selfSignedCertificate('region', Date.UTC(2001, 0, 1), 1);
    writeFileSync(join(folder, 'cert.pem'), certificate.cert);
    writeFileSync(join(folder, 'key.pem'), certificate.key);
    await makeIdentity(join(folder, 'region'), { kind: 'region' }, systemRandomness);
    await makeIdentity(join(folder, 'school'), { kind: 'school', school }, systemRandomness);
    const tls = { TIREK_TLS_CERT: join(folder, 'cert.pem'), TIREK_TLS_KEY: join(folder, 'key.pem') };
    const common = { TIREK_PORT: '0', TIREK_WEB: join(folder, 'no-web') };
    const region = await startNode(settingsFrom({ ...common, ...tls, TIREK_DATA: join(folder, 'region') }));
    const node = await startNode(settingsFrom({ ...common, TIREK_DATA: join(folder, 'school') }));
    try {
      const pack = await buildPack(readPackFolder(join(import.meta.dirname, '..', '..', 'content', 'grade-2')), {
        isPartial: true,
      });
      assert.ok(pack.pack);
      await publishPack(region.house, regionScope, 'test', pack.pack);
      const { text } = await new TicketDesk(region.house, region.desk.authority).give(school);
      const enrolled = await enrolOver({ house: node.house, desk: node.desk }, text, region.address);
      assert.ok(enrolled.ok, enrolled.ok ? '' : enrolled.error.key);
      const stream = { ...node.house.log.self, scope: schoolScope(school) };
      await until(async () => region.house.log.head(stream) !== undefined, 'the region has the first record');
      await until(
        async () => (await node.desk.files.missing()).length === 0 && (await node.desk.files.named()).length > 0,
        'the shelf is full',
      );
    } finally {
      await node.close();
      await region.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
