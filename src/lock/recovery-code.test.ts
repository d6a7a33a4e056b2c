import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { systemRandomness } from '#kernel/ids.ts';
import { ageIdentityOf } from './age-key.ts';
import { identityOfCode, newRecoveryCode, recipientOfCode, recoveryRecipient } from './index.ts';
import { writeWakeFile } from './wake-file.ts';

describe('the recovery code', () => {
  it('LOCK-3: opens, typed again, what was sealed to it; another code, or one with a mistake, does not', async () => {
    const code = newRecoveryCode(systemRandomness);
    const encrypter = new Encrypter();
    encrypter.addRecipient((await recipientOfCode(code)) ?? '');
    const sealed = await encrypter.encrypt(Buffer.from('a backup'));
    const open = async (typed: string): Promise<string> => {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identityOfCode(typed) ?? '');
      return Buffer.from(await decrypter.decrypt(sealed)).toString();
    };
    assert.equal(await open(code), 'a backup');
    assert.equal(await open(` ${code.toLowerCase().replaceAll('-', '')} `), 'a backup');
    await assert.rejects(open(newRecoveryCode(systemRandomness)));
    assert.equal(identityOfCode(`${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`), undefined);
    assert.equal(await recipientOfCode('nothing'), undefined);
  });

  it('writes age identities as age does, for any 32 bytes', async () => {
    for (let n = 0; n < 50; n++) {
      assert.match(await identityToRecipient(ageIdentityOf(randomBytes(32))), /^age1[a-z0-9]{58}$/);
    }
    assert.equal((await generateIdentity()).length, ageIdentityOf(randomBytes(32)).length);
  });

  it('LOCK-3: only the recipient lies on the disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tirek-lock-'));
    try {
      assert.equal(recoveryRecipient(folder), undefined);
      const recipient = (await recipientOfCode(newRecoveryCode(systemRandomness))) ?? '';
      writeWakeFile(folder, { keys: [] });
      writeWakeFile(folder, { keys: [], recovery: { recipient, since: 1 as never, sealed: [] } });
      assert.equal(recoveryRecipient(folder), recipient);
      assert.deepEqual(readdirSync(folder), ['wake.json']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
