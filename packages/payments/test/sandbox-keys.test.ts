import { inMemorySandboxStore, isSignedBy, openSandboxKeys, signMessage } from '@banzhen/payments';
import { describe, expect, it } from 'vitest';

describe('the keys of a store', () => {
  it('are made once, whoever asks first', async () => {
    const store = inMemorySandboxStore();
    const opened = await Promise.all(Array.from({ length: 5 }, () => openSandboxKeys(store)));
    expect(new Set(opened.map(({ apiKey }) => apiKey)).size).toBe(1);
    const [first, last] = [opened[0], await openSandboxKeys(store)];
    if (first === undefined) throw new Error('no keys');
    const signature = signMessage(last.signing, 'body', new Date());
    expect(isSignedBy(first.platformKey.publicKey, signature, 'body')).toBe(true);
    expect(last.apiKey).toHaveLength(32);
  });

  it('differ from store to store', async () => {
    const [one, two] = [
      await openSandboxKeys(inMemorySandboxStore()),
      await openSandboxKeys(inMemorySandboxStore()),
    ];
    expect(one.apiKey).not.toBe(two.apiKey);
  });
});
