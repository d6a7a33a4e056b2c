import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { describeMixedReleases } from '#testing/mixed-releases.ts';
import { describeLinkContract, type Fault, type LinkUnderTest } from './contract.ts';
import { stickRead, stickWrite } from './stick.ts';
import type { TestNode } from './testing.ts';

function spoil(folder: string, fault: Fault): void {
  for (const name of readdirSync(folder)) {
    const place = join(folder, name);
    const bytes = readFileSync(place);
    if (fault === 'cut') writeFileSync(place, bytes.subarray(0, bytes.length / 2));
    if (fault === 'flipped')
      writeFileSync(
        place,
        bytes.with(Math.floor(bytes.length * 0.7), (bytes.at(Math.floor(bytes.length * 0.7)) ?? 0) ^ 1),
      );
  }
}

async function openStick(school: TestNode, region: TestNode): Promise<LinkUnderTest> {
  const home = mkdtempSync(join(tmpdir(), 'tirek-stick-'));
  let n = 0;
  let failures = 0;
  const carry = async (from: TestNode, to: TestNode, fault: Fault): Promise<void> => {
    const folder = join(home, `${++n}`);
    const written = await stickWrite(from, folder, [to.house.self.node]);
    if (!written.ok) return;
    spoil(folder, fault);
    const read = await stickRead(to, folder);
    if (fault === 'cut' || fault === 'flipped') {
      assert.equal(read.ok && read.value.read.every(({ refusal }) => refusal?.key === 'sync.stick-damaged'), true);
    }
    failures += read.ok ? read.value.read.filter(({ refusal }) => refusal).length : 1;
    if (fault === 'twice') await stickRead(to, folder);
    if (fault === 'late') {
      // The sticks of all earlier ways are read again, after this one.
      for (let old = 1; old < n; old++) {
        await stickRead(to, join(home, `${old}`));
        failures++;
      }
    }
  };
  return {
    exchange: async (fault = 'none') => {
      await carry(school, region, fault);
      if (fault !== 'lost-reply') await carry(region, school, fault);
      else {
        await stickWrite(region, join(home, 'lost'), [school.house.self.node]);
        failures++;
      }
    },
    failures: () => failures,
    carryFiles: async () => {
      // The first way asks for files, the next brings them.
      for (const [from, to] of [
        [school, region],
        [region, school],
      ] as const) {
        await carry(from, to, 'none');
        await carry(to, from, 'none');
      }
    },
    close: async () => rmSync(home, { recursive: true, force: true }),
  };
}

describeLinkContract('a stick', openStick);
describeMixedReleases('a stick', openStick);
