import { resolve } from 'node:path';
import { after, suite } from 'node:test';

// Runs test files one after another in this process: each is loaded when the one before it has ended, as a suite that is
// named like the file and holds its hooks. Most of a small file's time was the loading of what all of them stand on.
for (const file of process.argv.slice(2)) {
  const { promise, resolve: end } = Promise.withResolvers<void>();
  suite(file, async () => {
    try {
      await import(resolve(file));
      after(() => end());
    } catch (error) {
      end();
      throw error;
    }
  });
  await promise;
}
