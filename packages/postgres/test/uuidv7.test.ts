import { idFrom } from '@banzhen/domain/shared/ids';
import { uuidv7, uuidv7Ids } from '@banzhen/postgres';
import { describe, expect, it } from 'vitest';

describe('uuidv7', () => {
  it('makes ids that are distinct, ordered, and of this moment', () => {
    const before = Date.now();
    const ids = Array.from({ length: 20_000 }, uuidv7);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const [first = ''] = ids;
    expect(Number.parseInt(first.replace('-', '').slice(0, 12), 16)).toBeGreaterThanOrEqual(before);
    expect(idFrom(first)).toBe(first);
  });

  it('makes codes of the asked length', () => {
    const { code } = uuidv7Ids();
    const codes = Array.from({ length: 200 }, () => code(6));
    for (const one of codes) expect(one).toMatch(/^\d{6}$/);
    expect(new Set(codes).size).toBeGreaterThan(190);
  });
});
