import { procedures } from '@banzhen/api/inventory';
import type { OperationId } from '@banzhen/domain/policy';
import { describe, expect, it } from 'vitest';
import { checkOperations } from '../dist/check-operations.js';
import { procedureFor } from '../dist/trpc.js';

const served = procedures();
const meta = (operation: string, isOpen: boolean) => ({ operation: operation as OperationId, isOpen });

describe('AZ3: what is served and the authorization table', () => {
  it('say the same', () => {
    expect(() => checkOperations(served)).not.toThrow();
  });

  it.each([
    ['that names none', { name: 'family.secret', meta: undefined }, /family\.secret has no row/],
    ['whose row is not there', { name: 'a.b', meta: meta('order.steal', false) }, /a\.b has no row/],
    ['that opens what is not open', { name: 'a.b', meta: meta('order.read', true) }, /open to everybody/],
    ['that closes what is open', { name: 'a.b', meta: meta('sign-in', false) }, /for signed-in people/],
    ['for machines', { name: 'a.b', meta: meta('order.alarm', false) }, /for machines alone/],
  ])('differ by a procedure %s, and nothing starts', (_what, planted, fault) => {
    expect(() => checkOperations([...served, planted])).toThrow(fault);
  });

  it('differ by a row that nothing serves', () => {
    const without = served.filter((one) => one.meta?.operation !== 'audit.verify');
    expect(() => checkOperations(without)).toThrow(/nothing serves audit\.verify/);
  });

  it('cannot differ by a mistyped row: it does not compile', () => {
    // @ts-expect-error no such row
    procedureFor('order.raed');
  });
});
