import type { AuditEntry, AuditTrail } from '../../audit/index.js';
import type { Person } from '../../shared/actor.js';
import type { Clock } from '../../shared/clock.js';
import type {
  AccountId,
  CalendarLinkId,
  CertificationId,
  ClinicSystemId,
  DoctorId,
  OrderId,
  PartnerId,
  PartnerKeyId,
  PatientId,
  SanctionId,
  WebhookEndpointId,
} from '../../shared/ids.js';
import { done, type Result } from '../../shared/result.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { Origin } from './deps.js';

type Audit = { readonly audit: AuditTrail };

/** What the audit is told of an operation, whatever becomes of it. */
export type Audited = Omit<AuditEntry, 'at' | 'outcome' | 'reason'>;

const withRequest = ({ requestId }: Pick<Origin, 'requestId'>): Pick<Audited, 'requestId'> =>
  requestId ? { requestId } : {};

/** An operation of somebody who has not proven anything yet. */
export const byAnybody = (operation: string, origin: Origin): Audited => ({
  actor: { as: 'anonymous' },
  operation,
  ...withRequest(origin),
});

/** An operation of a person about an account, a sanction, a patient, a partner, its key, its endpoint, the system of a clinic, a calendar, a submission of credentials, what was said about an order, or a published policy; in which capacity they act shows once it is allowed. */
export const byPerson = (
  operation: string,
  { tenantId, accountId }: Pick<Person, 'tenantId' | 'accountId'>,
  origin: Pick<Origin, 'requestId'>,
  object?:
    | { readonly kind: 'account'; readonly id: AccountId }
    | { readonly kind: 'sanction'; readonly id: SanctionId }
    | { readonly kind: 'patient'; readonly id: PatientId }
    | { readonly kind: 'partner'; readonly id: PartnerId }
    | { readonly kind: 'partner-key'; readonly id: PartnerKeyId }
    | { readonly kind: 'clinic-system'; readonly id: ClinicSystemId }
    | { readonly kind: 'webhook-endpoint'; readonly id: WebhookEndpointId }
    | { readonly kind: 'calendar'; readonly id: CalendarLinkId }
    | { readonly kind: 'certification'; readonly id: CertificationId }
    | { readonly kind: 'doctor'; readonly id: DoctorId }
    | { readonly kind: 'order'; readonly id: OrderId }
    | {
        readonly kind: 'clinic-policy' | 'visit-policy' | 'membership-policy' | 'price-list';
        readonly id: `v${number}`;
      },
): Audited => ({
  actor: { as: 'U', accountId },
  tenantId,
  operation,
  ...(object ? { object } : {}),
  ...withRequest(origin),
});

/** An operation of a person about their own account. */
export const byOwner = (operation: string, actor: Person, origin: Origin): Audited =>
  byPerson(operation, actor, origin, { kind: 'account', id: actor.accountId });

/** Notes what is done, as the last thing of its own transaction. */
export const recordDone = (
  { audit }: Audit,
  audited: Audited,
  at: Date,
  facts?: AuditEntry['facts'],
): Promise<void> => audit.append({ ...audited, at, outcome: 'done', ...(facts ? { facts } : {}) });

/** Runs an operation and notes its refusal in a transaction of its own, because the one that was refused keeps nothing. */
export const recordRefusal = async <R extends Result<unknown, { readonly type: string }>>(
  { unitOfWork, clock }: { readonly unitOfWork: UnitOfWork<Audit>; readonly clock: Clock },
  audited: Audited,
  work: () => Promise<R>,
): Promise<R> => {
  const result = await work();
  if (result.ok) return result;
  await unitOfWork.run(async ({ audit }) => {
    await audit.append({ ...audited, at: clock.now(), outcome: 'refused', reason: result.error.type });
    return done;
  });
  return result;
};
