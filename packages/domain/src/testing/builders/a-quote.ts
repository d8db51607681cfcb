import type { Quote } from '../../pricing/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { idFrom, type QuoteId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import type { TimeRange } from '../../shared/time-range.js';
import { scriptedIds } from '../scripted-ids.js';
import { aHospital, aService, tenantId } from './beijing.js';
import { aFamily, aPatient } from './people.js';

const ids = scriptedIds(0xb1);

/** Wednesday 2030-01-09, 9:00 to 13:00 in Beijing: two days after `fixedClock` starts. */
export const wednesdayMorning: TimeRange = {
  startsAt: new Date('2030-01-09T01:00:00Z'),
  endsAt: new Date('2030-01-09T05:00:00Z'),
};

/** A half-day visit on Wednesday morning for 199 yuan, quoted when `fixedClock` starts; each has an id of its own. */
export const aQuote = (overrides: Partial<Quote> = {}): Quote => {
  const service = aService();
  const createdAt = overrides.createdAt ?? new Date('2030-01-07T02:00:00Z');
  return {
    id: idFrom<QuoteId>(ids.next()),
    tenantId,
    accountId: aFamily().accountId,
    cityCode: 'beijing',
    patientId: aPatient().id,
    hospitalId: aHospital().id,
    service: { code: service.code, kind: service.kind, skills: service.skills },
    shifts: [wednesdayMorning],
    wishes: {},
    lines: [{ kind: 'service', quantity: 1, unitFen: service.unitPriceFen, amountFen: fen(199_00) }],
    totalFen: fen(199_00),
    memberDiscount: 0,
    policyVersion: 1,
    createdAt,
    validUntil: minutesAfter(createdAt, 15),
    ...overrides,
  };
};
