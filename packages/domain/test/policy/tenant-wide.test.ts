import { admit, authorize, standingOperations, standingRelations } from '@banzhen/domain/policy';
import type { RoleScope, StaffRole } from '@banzhen/domain/shared/actor';
import { aDispatcher } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';

const now = new Date('2030-01-07T02:00:00Z');
const staffAs = (...roleScopes: readonly RoleScope[]) =>
  aDispatcher({ staffRoles: roleScopes.map(({ role }) => role), roleScopes });
const mayReadBooks = (actor: ReturnType<typeof staffAs>) => [
  authorize('ledger.read', actor, new Set(standingRelations(actor))).ok,
  admit('ledger.read', actor, now).ok,
  standingOperations(actor).includes('ledger.read'),
];

describe('what is about the tenant as a whole', () => {
  it.each(['dispatcher', 'finance'] satisfies StaffRole[])(
    'is open to a %s of all cities only (A9)',
    (role) => {
      expect(mayReadBooks(staffAs({ role }))).toEqual([true, true, true]);
      expect(mayReadBooks(staffAs({ role, cityCode: 'beijing' }))).toEqual([false, false, false]);
      expect(mayReadBooks(staffAs({ role, cityCode: 'beijing' }, { role: 'finance' }))).toEqual([
        true,
        true,
        true,
      ]);
    },
  );

  it('leaves a role of one city what is about orders', () => {
    const actor = staffAs({ role: 'dispatcher', cityCode: 'beijing' });
    expect(standingOperations(actor)).toContain('board.read');
  });
});
