import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diceOf } from '../dice.ts';
import { DiskFull, PowerCut, simDisk } from './disk.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const dice = diceOf('disk');

function textOf(disk: ReturnType<typeof simDisk>, file = 'f'): string {
  const into = Buffer.alloc(disk.size(file));
  disk.read(file, 0, into);
  return into.toString();
}

describe('a simulated disk', () => {
  it('keeps what was flushed, and of the rest what the power cut leaves', () => {
    for (const [loss, left] of [
      ['all', 'kept'],
      ['nothing', 'kept, and more'],
    ] as const) {
      const disk = simDisk();
      disk.write('f', 0, bytes('kept'));
      disk.flush('f');
      disk.write('f', 4, bytes(', and more'));
      assert.equal(textOf(disk), 'kept, and more');
      disk.turnOff();
      assert.throws(() => disk.size('f'), PowerCut);
      disk.cut(loss, dice);
      disk.start();
      assert.equal(textOf(disk), left);
    }
  });

  it('fails at the write or the flush that was said, before or after it', () => {
    for (const [at, left] of [
      ['write', 'one'],
      ['flush', ''],
      ['flushed', 'one'],
    ] as const) {
      const disk = simDisk();
      disk.arm({ at, k: at === 'write' ? 2 : 1 });
      assert.throws(() => {
        disk.write('f', 0, bytes('one'));
        if (at === 'write') {
          disk.flush('f');
          disk.write('f', 3, bytes('two'));
        } else disk.flush('f');
      }, PowerCut);
      disk.cut('all', dice);
      disk.start();
      assert.equal(textOf(disk), left);
    }
  });

  it('tears the last write at its sectors, and never beside it', () => {
    for (let n = 0; n < 50; n++) {
      const disk = simDisk();
      disk.write('f', 0, Buffer.alloc(4096, 'a'));
      disk.flush('f');
      disk.write('f', 1000, Buffer.alloc(2000, 'b'));
      disk.turnOff();
      disk.cut(n % 2 === 0 ? 'tail' : 'any', diceOf(`tear ${n}`));
      disk.start();
      const found = textOf(disk);
      assert.match(found, /^a{1000}[ab]{2000}a{1096}$/);
      for (const [, run = ''] of found.matchAll(/(?:^|a)(b+)(?=a|$)/g)) assert.ok(run.length >= 24);
    }
  });

  it('that lies loses what it said was flushed', () => {
    const disk = simDisk();
    disk.lie(true);
    disk.write('f', 0, bytes('gone'));
    disk.flush('f');
    disk.turnOff();
    disk.cut('all', dice);
    disk.start();
    assert.equal(textOf(disk), '');
  });

  it('that is full takes no more, and keeps what it has', () => {
    const disk = simDisk();
    disk.write('f', 0, bytes('here'));
    disk.fill(true);
    assert.throws(() => disk.write('f', 4, bytes('!')), DiskFull);
    disk.write('f', 0, bytes('HERE'));
    assert.equal(textOf(disk), 'HERE');
  });
});
