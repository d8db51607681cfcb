import { type AuditEntry, canonicalText, EntryUnfit, entryOf, lengthPrefixed } from '@banzhen/domain/audit';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { describe, expect, it } from 'vitest';
import { anEntry } from './chained.js';

const id = '01900003-0000-7000-8000-000000000001';
const whole = anEntry({
  tenantId: idFrom<TenantId>(id),
  actor: { as: 'D', accountId: idFrom<AccountId>(id) },
  object: { kind: 'order', id },
  outcome: 'refused',
  reason: 'EscortTaken',
  requestId: id,
  facts: {
    version: 3,
    escortId: id,
    expiresAt: '2030-01-07T02:00:00.000Z',
    isLate: true,
    overruled: ['busy'],
  },
});

describe('an audit entry', () => {
  it('is one text, whatever the order in which its facts were named', () => {
    const turned = { ...whole, facts: Object.fromEntries(Object.entries(whole.facts ?? {}).toReversed()) };
    expect(canonicalText(turned)).toBe(canonicalText(whole));
    expect(canonicalText(whole)).toMatch(/^[\x20-\x7e]+$/);
  });

  it('comes back from its text as it was', () => {
    expect(entryOf(canonicalText(whole))).toEqual(whole);
    expect(entryOf(canonicalText(anEntry()))).toEqual(anEntry());
    expect(entryOf(canonicalText(anEntry({ facts: {} })))).toEqual(anEntry());
  });

  it.each<[string, Partial<AuditEntry>]>([
    ['reason', { reason: '患者突发高血压' }],
    ['reason', { reason: 'patient has a fever' }],
    ['reason', { reason: '13800138000' }],
    ['object.id', { object: { kind: 'phone', id: '13800138000' } }],
    ['object.id', { object: { kind: 'phone', id: 'tel:13800138000' } }],
    ['object.id', { object: { kind: 'patient', id: '110101194903070022' } }],
    ['requestId', { requestId: 'http://a.example/?name=王秀兰' }],
    ['operation', { operation: '' }],
    ['facts.name', { facts: { name: '王秀兰' } }],
    ['facts.phone', { facts: { phone: 13_800_138_000 } }],
    ['facts.idNumber', { facts: { idNumber: '11010119490307002X' } }],
    ['facts.weightKg', { facts: { weightKg: 61.5 } }],
    ['facts.notes', { facts: { notes: ['busy', 'he is ill'] } }],
    ['facts[0]', { facts: { 王秀兰: true } }],
    ['at', { at: new Date(Number.NaN) }],
  ])('refuses %s with what a person could have written, and does not repeat it', (field, overrides) => {
    const attempt = () => canonicalText(anEntry(overrides));
    expect(attempt).toThrow(EntryUnfit);
    expect(attempt).toThrow(new RegExp(`not so: ${field.replace(/[[\].]/g, '\\$&')}$`));
  });

  it('makes different lists of texts different texts', () => {
    const lists = [['ab', 'c'], ['a', 'bc'], ['abc'], ['ab,1:c'], ['a', 'b', 'c'], ['', 'abc']];
    expect(new Set(lists.map(lengthPrefixed)).size).toBe(lists.length);
  });
});
