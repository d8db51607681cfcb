import { described, type Refusal } from '@banzhen/domain/refusals';
import { describe, expect, it } from 'vitest';
import { problemOf, problemStatus, problemType, problemTypes } from '../../dist/v1/problem.js';

describe('problems', () => {
  it('have a status of HTTP, a type of their own and both languages, for every refusal', () => {
    expect(problemTypes.length).toBeGreaterThan(150);
    const types = problemTypes.map(problemType);
    expect(new Set(types).size).toBe(problemTypes.length);
    for (const type of types) expect(type).toMatch(/^urn:banzhen:problem:[a-z0-9-]+$/);
    for (const type of problemTypes) {
      const status = problemStatus(type);
      expect([type, status >= 400 && status <= 599]).toEqual([type, true]);
      const { zh, en } = described({ type } as Refusal);
      expect(problemOf({ type } as Refusal, 'r')).toMatchObject({ title: type, detail: en, detailZh: zh });
    }
  });

  it('are faults of ours for nothing but what the platform itself did not do', () => {
    const ours = problemTypes.filter((type) => problemStatus(type) >= 500);
    expect(ours.toSorted()).toEqual([
      ...['CodeNotSent', 'InternalFault', 'NotYetAvailable', 'PlanPurchaseUnavailable'],
      ...['PlanRefundUnavailable', 'ProviderUnavailable', 'TemporarilyUnavailable', 'WechatUnavailable'],
    ]);
  });

  it('use the words of HTTP for what partners do', () => {
    const words: readonly (readonly [Refusal['type'], number])[] = [
      ['StaleVersion', 412],
      ['VersionNeeded', 428],
      ['KeyReused', 422],
      ['RequestRunning', 409],
      ['KeyInvalid', 401],
      ['KeyOver', 401],
      ['KeyOutOfScope', 403],
      ['KeyQuotaSpent', 429],
      ['TooManyRequests', 429],
      ['NotFound', 404],
    ];
    for (const [type, status] of words) expect([type, problemStatus(type)]).toEqual([type, status]);
  });
});
