import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { refusal } from './doors.ts';

describe('the doors of the rooms', () => {
  it('lets a room in by its door, and by nothing else', () => {
    assert.equal(refusal('src/rooms/lessons/routes.ts', '#rooms/library/index.ts', false), undefined);
    assert.match(refusal('src/rooms/lessons/routes.ts', '#rooms/library/queries.ts', false) ?? '', /index/);
    assert.match(refusal('src/rooms/lessons/routes.ts', '../library/queries.ts', false) ?? '', /index/);
    assert.match(refusal('src/rooms/lessons/routes.ts', '#people/queries.ts', false) ?? '', /index/);
  });
  it('keeps the ground floor from the rooms', () => {
    assert.match(refusal('src/log/log.ts', '#people/index.ts', false) ?? '', /does not import/);
    assert.match(refusal('src/people/index.ts', '#rooms/lessons/index.ts', false) ?? '', /does not import/);
    assert.match(refusal('src/people/index.ts', '#sync/index.ts', false) ?? '', /does not import/);
    assert.equal(refusal('src/sync/index.ts', '#log/log.ts', false), undefined);
  });
  it('keeps screens from stores and node modules, but not from types', () => {
    assert.match(refusal('src/rooms/lessons/ui/today.tsx', 'node:fs', false) ?? '', /browser/);
    assert.match(refusal('src/rooms/lessons/ui/today.tsx', '../queries.ts', false) ?? '', /screen/);
    assert.equal(refusal('src/rooms/lessons/ui/today.tsx', '../routes.ts', true), undefined);
    assert.equal(refusal('src/rooms/lessons/ui/today.tsx', '#web/api.ts', false), undefined);
  });
  it('refuses an example when oxlint runs over it', () => {
    const folder = mkdtempSync(join(process.cwd(), 'src/rooms/example-'));
    try {
      mkdirSync(join(folder, 'ui'));
      writeFileSync(
        join(folder, 'routes.ts'),
        "import { selectLessons } from '#rooms/library/queries.ts';\nexport const all = selectLessons;\n",
      );
      const linted = spawnSync('node_modules/.bin/oxlint', [folder], { encoding: 'utf8' });
      assert.notEqual(linted.status, 0);
      assert.match(linted.stdout, /enter the room library by its index\.ts/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
