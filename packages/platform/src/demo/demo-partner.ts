import { keyPolicy, keyText, type Partner, type PartnerKey } from '@banzhen/domain/partners';
import { partnerOperations } from '@banzhen/domain/policy';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type PartnerId, type PartnerKeyId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { sha256Hex } from '@banzhen/vault';
import {
  type DemoAccount,
  type DemoPatient,
  demoAccount,
  demoId,
  demoPatient,
  sandboxTenant,
} from './demo-city.js';
import { sandboxClinics } from './demo-clinics.js';

/** Before anything of the sandbox happened. */
const LONG_AGO = new Date('2026-01-01T00:00:00Z');
/** Half a year and a day: a key that was printed is good for another half, and two are live at most. */
const PERIOD_DAYS = 183;
const SECRET = 'KnownToEverybodyWhoReadsThisLine'.padEnd(43, '0');

export const sandboxPartner: Partner = {
  id: idFrom<PartnerId>(demoId(0xa, 1)),
  tenantId: sandboxTenant,
  accountId: idFrom<AccountId>(demoId(3, 201)),
  kind: 'clinic',
  name: '沙箱合作诊所',
  createdAt: LONG_AGO,
};

/** Enough for many visits, and soon used up by whoever wants to see that. */
export const sandboxCredit = fen(50_000_00);

/** Runs the sandbox's tenant, and has given the member what they have. */
export const sandboxAdmin: DemoAccount = demoAccount(202, '沙箱管理', 'admin');
/** A member, whose patients can be booked for. */
export const sandboxMember: DemoAccount = demoAccount(211, '沙箱会员');

const home = { longitude: 116.46, latitude: 39.92, datum: 'GCJ-02' } as const;

/** Two, so that two may want one seat. */
export const sandboxPatients: readonly DemoPatient[] = [
  demoPatient(
    101,
    '沙箱就诊人甲',
    { realName: '方静宜', idNumber: '110199195202200066' },
    sandboxMember,
    home,
    sandboxTenant,
  ),
  demoPatient(
    102,
    '沙箱就诊人乙',
    { realName: '方立成', idNumber: '110199195807300051' },
    sandboxMember,
    home,
    sandboxTenant,
  ),
];

/** The key of the sandbox at `now`, with its text: for everything that partners may do, at each of its clinics. It is as public as this file and counts in a sandbox alone. */
export const sandboxKeyAt = (now: Date): { readonly text: string; readonly key: PartnerKey } => {
  const period = Math.floor(now.getTime() / (PERIOD_DAYS * DAY_MS));
  const createdAt = new Date(period * PERIOD_DAYS * DAY_MS);
  const id = idFrom<PartnerKeyId>(demoId(0xb, period));
  const text = keyText('test', id, SECRET);
  return {
    text,
    key: {
      id,
      partnerId: sandboxPartner.id,
      hash: sha256Hex(text),
      scope: {
        hospitalIds: sandboxClinics.map(({ hospitalId }) => hospitalId),
        operations: partnerOperations.toSorted(),
      },
      networks: [],
      dailyQuota: keyPolicy.dailyQuota.most,
      createdAt,
      createdBy: sandboxAdmin.id,
      expiresAt: new Date(createdAt.getTime() + keyPolicy.mostDays * DAY_MS),
    },
  };
};
