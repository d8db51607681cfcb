import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, runCollected } from './support/collected.js';
import { putEmptyDatabase } from './support/prepared.js';
import { temporaryFolder } from './support/temporary.js';

const text = (kind: string, version: number, more: object = {}) => ({
  kind,
  version,
  title: { zh: '服务条款', en: 'Terms' },
  text: { zh: '我们陪您就诊。', en: 'We accompany you.' },
  inForceFrom: '2026-01-01T00:00:00+08:00',
  ...more,
});

describe('consents publish', () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let settings: Readonly<Record<string, string>>;
  beforeAll(async () => {
    place = await temporaryFolder();
    await putEmptyDatabase(place.folder);
    settings = { DATA_DIR: place.folder, NODE_ENV: 'production' };
  }, 120_000);
  afterAll(() => place.remove());
  const publish = async (content: unknown) => {
    const file = await place.write(
      'texts.json',
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    const { status, last, progress } = await runCollected(['consents', 'publish', file, '--json'], settings);
    return { status, progress, ...jsonOf(last) };
  };
  const listed = async () =>
    JSON.parse((await runCollected(['consents', 'list', '--json'], settings)).last ?? '');

  it('publishes all of a file or nothing of it, and the same again without effect', async () => {
    expect(await listed()).toEqual([]);
    const both = [text('terms', 1), text('privacy', 1)];
    expect(await publish(both)).toMatchObject({ status: 0, published: 2, known: 0 });
    expect(await publish(both)).toMatchObject({ status: 0, published: 0, known: 2 });
    const gap = [text('health-data', 1), text('terms', 3)];
    expect(await publish(gap)).toMatchObject({ status: 1, error: { type: 'VersionSkipped' } });
    expect(await publish([text('terms', 1, { text: { zh: '改', en: 'x' } })])).toMatchObject({
      status: 1,
      error: { type: 'VersionTaken' },
    });
    expect(await publish([text('terms', 2)])).toMatchObject({ status: 1, error: { type: 'InForceTooSoon' } });
    expect(await listed()).toMatchObject([
      { kind: 'privacy', version: 1 },
      { kind: 'terms', version: 1 },
    ]);
  }, 120_000);

  it('says what is wrong with a file', async () => {
    for (const content of ['{', '[]', [text('terms', 0)], [text('rules', 1)], [text('terms', 1, { fee: 1 })]])
      expect(await publish(content)).toMatchObject({ status: 1, error: { type: 'ConsentsFileInvalid' } });
    for (const unseen of [
      { zh: '\u200b', en: 'x' },
      { zh: 'a\ud800b', en: 'x' },
      { zh: 'a\0b', en: 'x' },
    ])
      expect(await publish([text('terms', 1, { text: unseen })])).toMatchObject({
        error: { type: 'ConsentsFileInvalid' },
      });
    const file = await place.write(
      'gb.json',
      Uint8Array.from([...Buffer.from('["'), 0xb7, 0xfe, ...Buffer.from('"]')]),
    );
    expect(
      jsonOf((await runCollected(['consents', 'publish', file, '--json'], settings)).last),
    ).toMatchObject({
      error: { type: 'NotUtf8' },
    });
    expect(await publish([text('health-data', 1, { inForceFrom: '9999-01-01T00:00:00Z' })])).toMatchObject({
      error: { type: 'InForceTooLate' },
    });
    const { status, progress } = await runCollected(['consents', 'publish', '/nowhere.json'], settings);
    expect([status, progress]).toEqual([1, expect.stringContaining('/nowhere.json')]);
  });
});
