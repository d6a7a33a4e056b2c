import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { languages } from '#kernel/language.ts';

const folder = import.meta.dirname;

/** Keys that people are shown: those of refusals and failures, and why bundles were rejected. */
function keysInCode(): Set<string> {
  const files = globSync('*.ts', { cwd: folder }).filter(
    (file) => !/\.test\.ts$|testing\.ts$|contract\.ts$/.test(file),
  );
  const code = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const said = [...code.matchAll(/(?:refused?|refusal|LinkFailure)\(\s*(?:[^'()]*\? )?'(sync\.[a-z-]+)'/g)].map(
    ([, key]) => key as string,
  );
  const other = [...code.matchAll(/(?:: |: 'sync[^']*' : )'(sync\.[a-z-]+)'/g)].map(([, key]) => key as string);
  const reasons = /why:\s*((?:\|?\s*'[a-z-]+'\s*)+);/.exec(code)?.[1]?.match(/[a-z-]+/g) ?? [];
  assert.ok(reasons.length > 5);
  const built = ['sync.stick-damaged', 'sync.stick-newer', 'sync.request-unreadable', 'sync.request-newer'];
  const answers = ['unreadable', 'newer', 'wrong-region', 'other-node'].map((error) => `sync.answer-${error}`);
  return new Set([...said, ...other, ...built, ...answers, ...reasons.map((reason) => `sync.rejected.${reason}`)]);
}

describe('words of sync', () => {
  it('has a sentence in each language for every key that the code can say', () => {
    const keys = keysInCode();
    assert.ok(keys.size > 35, `found only ${keys.size} keys`);
    for (const language of languages) {
      const words = JSON.parse(readFileSync(join(folder, 'words', `${language}.json`), 'utf8')) as Record<
        string,
        string
      >;
      assert.deepEqual(
        [...keys].filter((key) => !words[key]),
        [],
        language,
      );
    }
  });
});
