import type { HoldBatch, HoldDesk } from '@banzhen/domain/clinics';
import { aClinicSession } from '@banzhen/domain/testing';
import { expect, it } from 'vitest';
import { outspokenHoldDesk } from '../src/outspoken-hold-desk.js';

const batch = { sessionId: aClinicSession('RELEASED').id, wishes: [{}, {}] } as unknown as HoldBatch;
const deskThat = (hold: HoldDesk['hold']): HoldDesk => ({
  look: async () => undefined,
  known: async () => undefined,
  hold,
});

it('says which session a batch failed for and how many it was for, and fails as before', async () => {
  const said: unknown[] = [];
  const log = { error: (event: string, facts?: object) => void said.push([event, facts]) };
  const cause = new Error('the database is away');
  const failing = outspokenHoldDesk(
    deskThat(() => Promise.reject(cause)),
    log,
  );
  await expect(failing.hold(batch)).rejects.toBe(cause);
  expect(said).toEqual([['hold.failed', { clinicSessionId: batch.sessionId, wishes: 2, cause }]]);
});

it('says nothing of a batch that went well', async () => {
  const said: unknown[] = [];
  const log = { error: (event: string) => void said.push(event) };
  const fine = outspokenHoldDesk(
    deskThat(async () => [{ kind: 'passed' }, { kind: 'passed' }]),
    log,
  );
  expect(await fine.hold(batch)).toHaveLength(2);
  expect(said).toEqual([]);
});
