import type { Act } from '@banzhen/domain/shared/act';
import { commandsIn } from '@banzhen/domain/shared/machine';
import type { Result } from '@banzhen/domain/shared/result';
import { anAppointment, aWaitlistEntry, fixedOffsetCalendar } from '@banzhen/domain/testing';
import {
  acceptOffer,
  declineOffer,
  defaultWaitlistPolicy,
  expireOffer,
  joinWaitlist,
  lapseEntry,
  leaveWaitlist,
  offerSeat,
  resumeWaiting,
  type WaitlistCommand,
  type WaitlistEntry,
  type WaitlistOutcome,
  waitlistStatuses,
  waitlistTable,
  withdrawOffer,
} from '@banzhen/domain/waitlist';
import { describe, expect, test } from 'vitest';
import { by, capacities, refusal, value } from '../schedules/acts.js';

const calendar = fixedOffsetCalendar({ offsetMinutes: 480 });
const now = new Date('2030-01-08T02:00:00Z');
const offer = { appointmentId: anAppointment('HELD').id, offeredUntil: new Date('2030-01-08T02:30:00Z') };
const afterAll = new Date('2030-01-10T16:00:00Z');

type GivenCommand = Exclude<WaitlistCommand, 'join'>;
type Run = (entry: WaitlistEntry, act: Act) => Result<WaitlistOutcome, { readonly type: string }>;
const everyCommand: Record<GivenCommand, { readonly run: Run; readonly at: Date }> = {
  offer: { run: (one, act) => offerSeat(one, offer, act), at: now },
  accept: { run: acceptOffer, at: now },
  decline: { run: declineOffer, at: now },
  expire: { run: (one, act) => expireOffer(one, defaultWaitlistPolicy, act), at: now },
  pause: {
    run: (one, act) => expireOffer({ ...one, expiries: 1 }, defaultWaitlistPolicy, act),
    at: now,
  },
  withdraw: { run: withdrawOffer, at: now },
  resume: { run: resumeWaiting, at: now },
  leave: { run: leaveWaitlist, at: now },
  lapse: { run: (one, act) => lapseEntry(one, calendar, act), at: afterAll },
};

describe('the machine of the waitlist', () => {
  test('has every row from L1 to L5, reaches every state, and leaves the last ones never', () => {
    expect([...new Set(waitlistTable.map(({ id }) => id))]).toEqual(['L1', 'L2', 'L3', 'L4', 'L5']);
    const reached = new Set(waitlistTable.map(({ to }) => to));
    expect(waitlistStatuses.filter((status) => !reached.has(status))).toEqual([]);
    for (const status of ['ACCEPTED', 'DECLINED', 'CANCELLED', 'LAPSED'] as const)
      expect(commandsIn(waitlistTable, status)).toEqual([]);
  });

  test.each(waitlistStatuses)(
    '%s takes exactly the commands that the table lists, from whom it lists',
    (status) => {
      for (const [command, { run, at }] of Object.entries(everyCommand) as [
        GivenCommand,
        { run: Run; at: Date },
      ][])
        for (const as of capacities) {
          const before = aWaitlistEntry(status);
          const answer = run(before, by(as, at));
          const row = waitlistTable.find((one) => one.command === command && one.from.includes(status));
          if (!row) expect(refusal(answer)).toMatchObject({ type: 'IllegalTransition', status, command });
          else if (!row.who.includes(as))
            expect(refusal(answer)).toEqual({ type: 'NotForThisRole', command, as });
          else {
            if (row.reasonFrom?.includes(as))
              expect(refusal(answer)).toEqual({ type: 'ReasonRequired', command });
            const { entry, event } = value(run(before, by(as, at, '复查')));
            expect(entry).toMatchObject({ status: row.to, version: 2 });
            expect(event).toMatchObject({ row: row.id, from: status, to: row.to, version: 2, at });
          }
        }
    },
  );

  test('begins for families and dispatchers, while some wanted date is to come', () => {
    const {
      status: _,
      createdAt: __,
      waitingSince,
      joinedAs,
      expiries,
      version,
      ...wanted
    } = {
      ...aWaitlistEntry('WAITING'),
    };
    for (const as of capacities) {
      const joined = joinWaitlist(wanted, calendar, by(as, waitingSince));
      if (as === 'U' || as === 'D')
        expect(value(joined).entry).toEqual(aWaitlistEntry('WAITING', { joinedAs: as }));
      else expect(refusal(joined)).toEqual({ type: 'NotForThisRole', command: 'join', as });
    }
    expect([joinedAs, expiries, version]).toEqual(['U', 0, 1]);
    const lastMoment = new Date(afterAll.getTime() - 1);
    expect(joinWaitlist(wanted, calendar, by('U', lastMoment)).ok).toBe(true);
    expect(refusal(joinWaitlist(wanted, calendar, by('U', afterAll)))).toEqual({ type: 'DatesPast' });
  });
});

describe('an offer without an answer', () => {
  test('sends to the end of the line, and pauses the second time; going on is at the end too, with a clean slate', () => {
    const first = value(expireOffer(aWaitlistEntry('OFFERED'), defaultWaitlistPolicy, by('SYS', now)));
    expect(first.entry).toMatchObject({ status: 'WAITING', expiries: 1, waitingSince: now });
    expect(first.entry).not.toHaveProperty('appointmentId');
    const again = value(offerSeat(first.entry, offer, by('SYS', now))).entry;
    const second = value(expireOffer(again, defaultWaitlistPolicy, by('SYS', now)));
    expect(second).toMatchObject({
      entry: { status: 'PAUSED', expiries: 2 },
      event: { type: 'WaitlistPaused' },
    });
    expect(value(resumeWaiting(second.entry, by('U', afterAll))).entry).toMatchObject({
      status: 'WAITING',
      expiries: 0,
      waitingSince: afterAll,
    });
  });

  test('is not one that the clinic took back: the place stays', () => {
    const { waitingSince } = aWaitlistEntry('OFFERED');
    expect(value(withdrawOffer(aWaitlistEntry('OFFERED'), by('C', now))).entry).toMatchObject({
      status: 'WAITING',
      expiries: 0,
      waitingSince,
    });
  });
});

test('an entry lapses when its last date is over on the clinic’s calendar, and no sooner', () => {
  const early = lapseEntry(aWaitlistEntry('WAITING'), calendar, by('SYS', new Date(afterAll.getTime() - 1)));
  expect(refusal(early)).toEqual({ type: 'DatesToCome' });
  expect(lapseEntry(aWaitlistEntry('PAUSED'), calendar, by('SYS', afterAll)).ok).toBe(true);
});
