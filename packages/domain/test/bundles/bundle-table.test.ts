import {
  type Bundle,
  type BundleCommand,
  type BundleOutcome,
  bindBundle,
  bundleStatuses,
  bundleTable,
  createBundle,
  endBundle,
  isLiveBundle,
  moveBundle,
  openChoice,
  releaseBundle,
  submitBundle,
} from '@banzhen/domain/bundles';
import type { Act } from '@banzhen/domain/shared/act';
import { type AppointmentId, type BundleId, idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { commandsIn } from '@banzhen/domain/shared/machine';
import type { Result } from '@banzhen/domain/shared/result';
import { aFamily, aPatient } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { by, capacities, refusal, value } from '../schedules/acts.js';

const now = new Date('2030-01-07T02:00:00Z');
const chooseBy = new Date('2030-01-08T02:00:00Z');
const seat = {
  appointmentId: idFrom<AppointmentId>('01900000-0014-7000-8000-000000000001'),
  sequence: 0,
  startsAt: new Date('2030-01-09T01:00:00Z'),
};
const wanted = {
  id: idFrom<BundleId>('01900000-0015-7000-8000-000000000001'),
  tenantId: aFamily().tenantId,
  bookedBy: aFamily().accountId,
  patientId: aPatient().id,
  orderId: idFrom<OrderId>('01900000-0016-7000-8000-000000000001'),
  seat,
};

const bundleIn = (status: Bundle['status']): Bundle => {
  const common = { ...wanted, createdAt: now, version: 1 };
  if (status === 'CHOOSING') return { ...common, status, chooseBy };
  if (status === 'RELEASED' || status === 'DONE') return { ...common, status, endedAt: now };
  return { ...common, status };
};

type GivenCommand = Exclude<BundleCommand, 'create'>;
type Run = (bundle: Bundle, act: Act) => Result<BundleOutcome, { readonly type: string }>;
const everyCommand: Record<GivenCommand, Run> = {
  submit: submitBundle,
  bind: bindBundle,
  clinic_changed: (bundle, act) => openChoice(bundle, chooseBy, act),
  move: (bundle, act) => moveBundle(bundle, { ...seat, sequence: 1 }, act),
  release: releaseBundle,
  end: endBundle,
};
const commands = Object.entries(everyCommand) as [GivenCommand, Run][];

describe('the machine of visit bundles', () => {
  test('has every row from VB1 to VB7, and one for a status and a command', () => {
    expect([...new Set(bundleTable.map(({ id }) => id))]).toEqual(
      Array.from({ length: 7 }, (_, index) => `VB${index + 1}`),
    );
    for (const status of bundleStatuses)
      for (const [command] of commands)
        expect(
          bundleTable.filter((row) => row.command === command && row.from.includes(status)).length,
        ).toBeLessThanOrEqual(1);
  });

  test('reaches every state, leads out of every live one, and never out of the last ones', () => {
    const reached = new Set(bundleTable.map(({ to }) => to));
    expect(bundleStatuses.filter((status) => !reached.has(status))).toEqual([]);
    for (const status of bundleStatuses)
      expect(commandsIn(bundleTable, status).length > 0, status).toBe(isLiveBundle({ status }));
  });

  test.each(bundleStatuses)(
    '%s takes exactly the commands that the table lists, from whom it lists',
    (status) => {
      for (const [command, run] of commands)
        for (const as of capacities) {
          const before = bundleIn(status);
          const answer = run(before, by(as, now, 'because'));
          const row = bundleTable.find((one) => one.command === command && one.from.includes(status));
          if (!row)
            expect(refusal(answer)).toEqual({
              type: 'IllegalTransition',
              status,
              command,
              allowed: commandsIn(bundleTable, status),
            });
          else if (!row.who.includes(as))
            expect(refusal(answer)).toEqual({ type: 'NotForThisRole', command, as });
          else {
            const { bundle, event } = value(answer);
            expect(bundle.status).toBe(row.to);
            expect(bundle.version).toBe(2);
            expect(event).toMatchObject({
              row: row.id,
              from: status,
              to: bundle.status,
              version: 2,
              at: now,
            });
          }
        }
    },
  );

  test('is born of a family or a dispatcher, and moved to another seat only while there is time', () => {
    expect(value(createBundle(wanted, by('U', now))).bundle).toEqual(bundleIn('HELD'));
    expect(refusal(createBundle(wanted, by('E', now)))).toMatchObject({ type: 'NotForThisRole' });
    const choosing = bundleIn('CHOOSING');
    const late = moveBundle(choosing, seat, by('U', chooseBy));
    expect(refusal(late)).toEqual({ type: 'ChoiceOver', chooseBy });
    const before = new Date(chooseBy.getTime() - 1);
    expect(value(moveBundle(choosing, seat, by('U', before))).bundle).toMatchObject({
      status: 'ASKED',
      seat,
    });
  });
});
