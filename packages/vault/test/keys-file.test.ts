import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKek, createKeysFile, keysFile } from '@banzhen/vault';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

describe('a keys file', () => {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keys-'));
    path = join(folder, 'keys.json');
  });
  afterEach(() => rm(folder, { recursive: true }));
  const now = new Date('2030-01-01T00:00:00Z');

  test('is made once, whole, and for its owner alone, however many make it at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => createKeysFile(path, now)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['keys.json']);
    expect((await keysFile(path).read()).keks).toHaveLength(1);
  });

  test('is read again when it has changed, and keeps its older keys', async () => {
    await createKeysFile(path, now);
    const source = keysFile(path);
    const before = await source.read();
    await addKek(path, now);
    const after = await source.read();
    expect(after.keks).toHaveLength(2);
    expect(after.keks[0]).toEqual(before.keks[0]);
    expect([after.indexKey, after.auditKey]).toEqual([before.indexKey, before.auditKey]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('that is missing says what to do', async () => {
    await expect(keysFile(path).read()).rejects.toMatchObject({ type: 'KeysFileMissing', path });
  });

  test.each([
    ['no JSON', () => 'x', 'not JSON'],
    ['another version', (text: string) => text.replace('"version": 1', '"version": 2'), 'version'],
    ['a short key', (text: string) => text.replace(/"key": "..../, '"key": "'), '32 bytes'],
    [
      'a key of zeros',
      (text: string) => text.replace(/"indexKey": "[^"]*"/, `"indexKey": "${'A'.repeat(43)}="`),
      'not random',
    ],
    ['no audit key', (text: string) => text.replace(/"auditKey": "[^"]*"/, '"auditKey": ""'), 'auditKey'],
    ['no key', () => '{"version":1,"keyEncryptionKeys":[]}', 'no key-encryption key'],
    [
      'one id twice',
      (text: string) => {
        const ring = JSON.parse(text);
        return JSON.stringify({ ...ring, keyEncryptionKeys: Array(2).fill(ring.keyEncryptionKeys[0]) });
      },
      'same id',
    ],
  ])('with %s is refused without telling a key', async (_what, spoil, why) => {
    await createKeysFile(path, now);
    const text = await readFile(path, 'utf8');
    await writeFile(path, spoil(text));
    const failure: unknown = await keysFile(path)
      .read()
      .catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ type: 'KeyRingUnreadable', message: expect.stringContaining(why) });
    for (const [, secret = ''] of text.matchAll(/"(?:key|indexKey|auditKey)": "([^"]+)"/g))
      expect(String(failure)).not.toContain(secret);
  });
});
