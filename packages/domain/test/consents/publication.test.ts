import { type ConsentDocument, checkPublication } from '@banzhen/domain/consents';
import { describe, expect, it } from 'vitest';

const now = new Date('2030-01-07T02:00:00Z');
const later = new Date('2030-02-01T00:00:00Z');

const terms = (version: number, more: Partial<ConsentDocument> = {}): ConsentDocument => ({
  kind: 'terms',
  version,
  title: { zh: '服务条款', en: 'Terms' },
  text: { zh: `第 ${version} 版`, en: `Version ${version}` },
  inForceFrom: later,
  ...more,
});

describe('publishing a text to agree to', () => {
  it('counts versions of each kind from 1 without a gap', () => {
    expect(checkPublication([], terms(1), now)).toEqual({ ok: true, value: 'new' });
    expect(checkPublication([terms(1)], terms(1, { kind: 'privacy' }), now)).toEqual({
      ok: true,
      value: 'new',
    });
    expect(checkPublication([], terms(2), now)).toMatchObject({
      error: { type: 'VersionSkipped', expected: 1 },
    });
    expect(checkPublication([terms(1)], terms(3), now)).toMatchObject({ error: { expected: 2 } });
  });

  it('changes no version that is published, and takes the very same again', () => {
    expect(checkPublication([terms(1)], terms(1), now)).toEqual({ ok: true, value: 'known' });
    for (const changed of [
      { text: { zh: '改', en: 'Version 1' } },
      { title: { zh: '服务条款', en: 'changed' } },
      { inForceFrom: now },
    ])
      expect(checkPublication([terms(1)], terms(1, changed), now)).toMatchObject({
        error: { type: 'VersionTaken', version: 1 },
      });
  });

  it('lets the first be in force at once, and a later one neither before now nor before the last', () => {
    const past = new Date('2029-01-01T00:00:00Z');
    expect(checkPublication([], terms(1, { inForceFrom: past }), now).ok).toBe(true);
    const first = terms(1, { inForceFrom: past });
    expect(checkPublication([first], terms(2, { inForceFrom: now }), now).ok).toBe(true);
    expect(checkPublication([first], terms(2, { inForceFrom: past }), now)).toMatchObject({
      error: { type: 'InForceTooSoon' },
    });
    expect(checkPublication([terms(1)], terms(2, { inForceFrom: now }), now)).toMatchObject({
      error: { type: 'InForceTooSoon' },
    });
  });
});
