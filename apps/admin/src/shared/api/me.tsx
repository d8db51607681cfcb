import type { MeDto } from '@banzhen/contracts';
import { createContext, type ReactNode, use } from 'react';

/** The operations that this console asks about; the API says which of them a person may do. */
export const knownPermissions = [
  'board.read',
  'ledger.read',
  'candidates.read',
  'shift.offer',
  'directory.read',
  'directory.change',
  'holiday.set',
  'schedule.read',
  'schedule.change',
  'schedule.publish',
  'appointment.list-of-session',
  'appointment.answer',
  'appointment.take-number',
  'appointment.complete',
  'appointment.mark-no-show',
  'appointment.propose-void',
  'appointment.void',
  'waitlist.count',
  'fairness.read',
  'waitlist.offer-by-hand',
  'waitlist.join',
  'patient.find',
  'waitlist.resume',
  'waitlist.leave',
  'bundle.list-open',
  'bundle.choose',
  'member.find',
  'member.list',
  'member.give',
  'member.freeze',
  'member.resume',
  'points.read',
  'points.adjust',
  'membership-policy.read',
  'membership-policy.preview',
  'membership-policy.publish',
  'visit-policy.read',
  'visit-policy.preview',
  'visit-policy.publish',
  'price-list.read',
  'price-list.preview',
  'price-list.publish',
  'clinic-policy.read',
  'clinic-policy.preview',
  'clinic-policy.publish',
  'calendar.list',
  'calendar.create',
  'calendar.revoke',
  'certification.list',
  'certification.reveal',
  'certification.request-info',
  'certification.reject',
  'certification.approve',
  'certification.suspend',
  'certification.lift',
  'certification.revoke',
  'partner.list',
  'partner.register',
  'partner-key.create',
  'partner-key.revoke',
  'partner-credit.read',
  'partner-credit.set',
  'partner-settlement.record',
  'partner-settlement.reverse',
  'partner-usage.read',
  'partner-event.browse',
  'webhook-endpoint.list',
  'conversation.count',
  'conversation.reveal',
  'conversation.answer',
  'conversation.list-reports',
  'conversation.close-report',
  'clinic-system.list',
  'clinic-system.connect',
  'person.find',
  'appeal.list',
  'appeal.answer',
  'staff.list',
  'role.grant',
  'role.revoke',
  'totp.reset',
  'sanction.impose',
  'sanction.lift',
  'audit.read',
  'audit.verify',
  'session.list',
] as const;
export type Permission = (typeof knownPermissions)[number];

const MeContext = createContext<MeDto | undefined>(undefined);

export function MeProvider({ me, children }: { readonly me: MeDto; readonly children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** Who is signed in; undefined on pages before the sign-in. */
export const useMe = (): MeDto | undefined => use(MeContext);

/** Whether the signed-in person may do something at all; what they may not do is not shown. */
export function useMay(): (permission: Permission) => boolean {
  const me = useMe();
  return (permission) => me?.permissions.includes(permission) ?? false;
}
