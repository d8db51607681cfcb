import { expect, test } from 'vitest';
import { liveGrants } from '../src/features/people/live-grants.js';
import { sanctionState } from '../src/shared/sanction/sanction-state.js';
import { acceptedWays, emptyDraft, likelyWays, proofOf } from '../src/shared/step-up/proof.js';

const now = Date.parse('2026-11-21T10:00:00Z');
const [before, after] = ['2026-11-21T09:59:59.000Z', '2026-11-21T10:00:01.000Z'];

test('a proof is one once its fields are complete', () => {
  expect(proofOf(emptyDraft('totp'))).toBeUndefined();
  expect(proofOf({ ...emptyDraft('totp'), code: '12345' })).toBeUndefined();
  expect(proofOf({ ...emptyDraft('totp'), code: '123456' })).toEqual({ by: 'totp', code: '123456' });
  expect(proofOf({ ...emptyDraft('code'), code: '123456' })).toBeUndefined();
  const sent = { ...emptyDraft('code'), code: '123456', challengeId: 'c' };
  expect(proofOf(sent)).toEqual({ by: 'code', code: '123456', challengeId: 'c' });
  expect(proofOf({ ...emptyDraft('password'), password: ' x' })).toEqual({ by: 'password', password: ' x' });
  expect(proofOf(emptyDraft('password'))).toBeUndefined();
});

test('the ways are those of the session until the server names others', () => {
  expect(likelyWays('password+totp')).toEqual(['totp']);
  expect(likelyWays('code')).toEqual(['password', 'code']);
  const refused = (domainError: object) => ({ data: { code: 'FORBIDDEN', domainError } });
  const words = { zh: '…', en: '…' };
  expect(
    acceptedWays(refused({ type: 'ProofNotAccepted', accepted: ['code', 'passkey'], ...words })),
  ).toEqual(['code']);
  expect(
    acceptedWays(refused({ type: 'ProofNotAccepted', accepted: ['passkey'], ...words })),
  ).toBeUndefined();
  expect(acceptedWays(refused({ type: 'TotpWrong', accepted: ['code'], ...words }))).toBeUndefined();
  expect(acceptedWays(new Error('offline'))).toBeUndefined();
});

test('a sanction counts until it is lifted or runs out', () => {
  const sanction = {
    sanctionId: '',
    accountId: '',
    kind: 'warned',
    functions: [],
    cause: 'other',
    reason: '',
    from: before,
  } as const;
  expect(sanctionState(sanction, now)).toBe('live');
  expect(sanctionState({ ...sanction, until: after }, now)).toBe('live');
  expect(sanctionState({ ...sanction, until: before }, now)).toBe('over');
  expect(sanctionState({ ...sanction, until: after, lifted: { at: before, reason: '' } }, now)).toBe(
    'lifted',
  );
});

test('a role counts until it is revoked or runs out', () => {
  const grant = { grantId: '', role: 'finance', from: before } as const;
  const all = [
    grant,
    { ...grant, until: after },
    { ...grant, until: before },
    { ...grant, revokedAt: before },
  ];
  expect(liveGrants(all, now)).toEqual(all.slice(0, 2));
});
