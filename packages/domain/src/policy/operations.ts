import type { Capacity, RestrictableFunction } from '../shared/actor.js';
import type { Relation } from './relations.js';

/** One row of the authorization table. */
export type Rule = {
  /** Tried in this order; the first relation that holds says in which capacity the actor acts. */
  readonly allow: readonly Relation[];
  /** Whether others may know that the thing exists; if not they are told it does not (404). */
  readonly hide: boolean;
  /** What a sanction can take from families and escorts (B44). */
  readonly restrictable?: RestrictableFunction;
  /** Needs a proof of the last five minutes that the session is still in the right hands (AU14). */
  readonly stepUp?: true;
  /** Is about the tenant as a whole, so that roles limited to a city do not count (A9). */
  readonly isTenantWide?: true;
  /** In which capacities the act leaves an entry in the audit (C27); none unless said. */
  readonly audit?: readonly Capacity[];
};

const family: readonly Relation[] = ['booker', 'proxy-book'];
const onOrder = (...allow: readonly Relation[]): Rule => ({ allow, hide: true });
const restrictable = (by: RestrictableFunction, ...allow: readonly Relation[]): Rule => ({
  allow,
  hide: true,
  restrictable: by,
});
const open = (...allow: readonly Relation[]): Rule => ({ allow, hide: false });
const tenantWide = (rule: Rule): Rule => ({ ...rule, isTenantWide: true });

const staff: readonly Capacity[] = ['D', 'Q', 'F', 'S', 'A', 'AUD'];
const allButFamily: readonly Capacity[] = [...staff, 'E'];
const machines: readonly Capacity[] = ['PSP', 'SYS'];
/** Families and escorts have the order's timeline; what staff do, what money does, and who read about health is audited. */
const audited = (rule: Rule, audit: readonly Capacity[] = staff): Rule => ({ ...rule, audit });
const steppedUp = (rule: Rule): Rule => ({ ...rule, stepUp: true });

/** The one authorization table (A25–A27): what is not listed here cannot be built, who is not listed is refused. */
export const operations = {
  'sign-in': open('anyone'),
  'code.request': open('anyone'),
  'password.reset': open('anyone'),
  'ban.appeal': open('anyone'),
  'demo.use': open('anyone'),
  'me.read': open('self'),
  'catalogue.read': open('self'),
  'patient.list': open('self'),
  'order.list': open('self'),
  'quote.request': restrictable('book', 'proxy-book', 'dispatcher', 'partner'),
  'order.create': audited(restrictable('book', 'booker', 'dispatcher', 'partner-booker')),
  'order.read': audited(
    onOrder(
      ...(['booker', 'proxy-view', 'assigned-escort', 'offered-escort', 'dispatcher', 'finance'] as const),
      'partner-booker',
    ),
    allButFamily,
  ),
  /** What a partner has booked at a hospital. */
  'order.list-of-hospital': onOrder('partner'),
  'order.pay': onOrder(...family),
  /** What is owed for an order that a partner has booked, on its account; also with the order itself. */
  'order.pay-on-account': audited(onOrder('partner-booker'), ['U']),
  'payment.record': audited(onOrder('provider', 'system'), machines),
  'refund.record': audited(onOrder('provider', 'system'), machines),
  'order.reschedule': audited(onOrder(...family, 'dispatcher')),
  'order.change-escort': audited(onOrder(...family, 'dispatcher')),
  'order.quote-cancellation': onOrder(...family, 'dispatcher', 'partner-booker'),
  'order.cancel': audited(onOrder(...family, 'dispatcher', 'partner-booker')),
  'order.confirm': audited(onOrder(...family, 'dispatcher', 'system')),
  /** Who confirms lets an unpaid balance go. */
  'balance.waive': audited(steppedUp(onOrder('dispatcher'))),
  'order.review': restrictable('review', ...family),
  'order.extend': onOrder(...family),
  /** What was said about an order, by whoever takes part in it: narrower than these relations, see `takePart`. */
  'conversation.read': onOrder('booker', 'proxy-book', 'proxy-view', 'assigned-escort'),
  'conversation.write': restrictable('chat', ...family, 'assigned-escort'),
  'conversation.report': onOrder('booker', 'proxy-book', 'proxy-view', 'assigned-escort'),
  /** Numbers, and not a word of it. */
  'conversation.count': onOrder('dispatcher'),
  'conversation.reveal': audited(onOrder('dispatcher')),
  /** Under the platform's name. */
  'conversation.answer': audited(onOrder('dispatcher')),
  /** Messages that were reported: places and causes, and not a word of them. */
  'conversation.list-reports': open('dispatcher'),
  /** By somebody who was shown the message. */
  'conversation.close-report': audited(onOrder('dispatcher')),
  'offer.accept': restrictable('work', 'offered-escort'),
  'offer.decline': onOrder('offered-escort'),
  'offer.withdraw': audited(onOrder('dispatcher')),
  'offer.expire': onOrder('system'),
  'shift.grab': restrictable('work', 'escort'),
  'shift.offer': audited(onOrder('dispatcher', 'system')),
  'assignment.release': audited(onOrder('assigned-escort', 'dispatcher', 'system'), [...staff, 'SYS']),
  'visit.depart': onOrder('assigned-escort'),
  'visit.check-in': audited(onOrder('assigned-escort', 'dispatcher')),
  'visit.start': onOrder('assigned-escort', ...family),
  'visit.log': onOrder('assigned-escort'),
  'visit.hand-over': onOrder('assigned-escort'),
  'visit.end': onOrder('assigned-escort', 'system'),
  'visit.end-early': audited(onOrder('assigned-escort', ...family, 'dispatcher')),
  'visit.mark-patient-no-show': audited(onOrder('dispatcher')),
  'visit.mark-escort-no-show': audited(onOrder('dispatcher')),
  'order.give-up': audited(onOrder('dispatcher', 'system')),
  'order.expire-payment': onOrder('system'),
  'order.alarm': onOrder('system'),
  'order.resolve': onOrder('system'),
  'order.mark-overdue': onOrder('system'),
  'review.expire': onOrder('system'),
  'ending.preview': onOrder('dispatcher'),
  'candidates.read': onOrder('dispatcher'),
  'board.read': open('dispatcher', 'finance'),
  'ledger.read': tenantWide(open('finance', 'dispatcher')),
  'audit.read': audited(open('auditor', 'admin')),
  'audit.verify': audited(open('auditor', 'admin')),
  'hall.read': open('escort'),
  'offers.read': open('escort'),
  'shift.list': open('escort'),
  'availability.read': open('self', 'partner'),
  'appointment.list': open('self'),
  'appointment.read': audited(onOrder('booker', 'proxy-view', 'dispatcher', 'partner'), [...staff, 'C']),
  'appointment.hold': audited(restrictable('book', 'proxy-book', 'dispatcher', 'partner'), [...staff, 'C']),
  'appointment.submit': onOrder(...family, 'partner-booker'),
  'appointment.cancel': audited(onOrder(...family, 'dispatcher', 'partner'), [...staff, 'C']),
  'appointment.reschedule': audited(onOrder(...family, 'dispatcher', 'partner'), [...staff, 'C']),
  'appointment.take-number': audited(onOrder('clinic', 'clinic-desk', 'partner', ...family), ['C']),
  'appointment.complete': audited(onOrder('clinic', 'clinic-desk', 'partner', 'system'), ['C']),
  'appointment.mark-no-show': audited(onOrder('clinic', 'clinic-desk', 'partner'), ['C']),
  /** What a clinic says to an appointment, told by its desk or its own system. */
  'appointment.answer': audited(onOrder('clinic-desk', 'partner'), ['C']),
  /** It should never have been: one administrator proposes it, another agrees. */
  'appointment.propose-void': audited(onOrder('admin')),
  'appointment.void': audited(onOrder('admin')),
  'appointment.confirm': onOrder('clinic'),
  'appointment.reject': onOrder('clinic', 'system'),
  'appointment.expire': onOrder('system'),
  'appointment.list-of-session': audited(onOrder('dispatcher')),
  /** A partner's list: ids and no names. */
  'appointment.list-of-hospital': onOrder('partner'),
  /** A clinic's own list against ours; nothing of it is kept. */
  'appointment.reconcile': onOrder('partner'),
  /** What a membership brings to a patient at a clinic, of those who have been there. */
  'benefit.read': audited(onOrder('partner'), ['C']),
  /** What has happened at a partner's hospitals: ids and words. */
  'partner-event.list': onOrder('partner'),
  'waitlist.join': audited(restrictable('book', 'proxy-book', 'dispatcher')),
  'waitlist.accept': onOrder(...family),
  'waitlist.decline': onOrder(...family),
  'waitlist.resume': audited(onOrder(...family, 'dispatcher')),
  'waitlist.leave': audited(onOrder(...family, 'dispatcher')),
  'waitlist.list-own': open('self'),
  'waitlist.list': audited(onOrder('dispatcher')),
  /** Sums and no names. */
  'fairness.read': onOrder('dispatcher'),
  /** Counts and no names. */
  'waitlist.count': onOrder('dispatcher'),
  'waitlist.offer': onOrder('system'),
  /** L2 by somebody who chooses, with a reason (D*). */
  'waitlist.offer-by-hand': audited(onOrder('dispatcher')),
  'waitlist.lapse': onOrder('system'),
  'bundle.create': audited(restrictable('book', 'booker', 'dispatcher')),
  'bundle.list': open('self'),
  'bundle.list-open': audited(open('dispatcher')),
  'bundle.read': audited(onOrder('booker', 'proxy-view', 'dispatcher')),
  'bundle.quote-cancellation': onOrder(...family, 'dispatcher'),
  'bundle.cancel': audited(onOrder(...family, 'dispatcher')),
  'bundle.choose': audited(onOrder(...family, 'dispatcher')),
  'bundle.keep': onOrder('system'),
  'patient.create': restrictable('book', 'self'),
  'patient.read': audited(onOrder('proxy-book', 'proxy-view', 'dispatcher', 'quality', 'support', 'admin')),
  'patient.change': restrictable('book', 'proxy-book'),
  /** By the whole phone number of a family that is on the phone. */
  'patient.find': audited(open('dispatcher')),
  'patient.reveal': audited(steppedUp(onOrder('dispatcher', 'quality', 'support', 'admin'))),
  'proxy.list': onOrder('keeper'),
  'proxy.invite': audited(onOrder('keeper'), ['U']),
  'proxy.withdraw': audited(onOrder('keeper'), ['U']),
  'proxy.revoke': audited(onOrder('keeper'), ['U']),
  'proxy.leave': audited(onOrder('proxy-view', 'proxy-book'), ['U']),
  'invitation.list': open('self'),
  'invitation.accept': audited(open('self'), ['U']),
  'invitation.decline': audited(open('self'), ['U']),
  'consent.list': open('self'),
  'consent.give': audited(open('self'), ['U']),
  'consent.withdraw': audited(open('self'), ['U']),
  'account.export': audited(steppedUp(open('self')), ['U']),
  'account.erase': audited(steppedUp(open('self')), ['U']),
  'directory.read': onOrder('dispatcher', 'partner'),
  'directory.change': audited(onOrder('dispatcher')),
  'schedule.read': onOrder('dispatcher', 'partner'),
  'schedule.change': audited(onOrder('dispatcher')),
  'schedule.publish': audited(onOrder('dispatcher')),
  'holiday.set': audited(tenantWide(open('dispatcher'))),
  'clinic-policy.read': tenantWide(open('dispatcher')),
  'clinic-policy.preview': open('admin'),
  'clinic-policy.publish': audited(steppedUp(open('admin'))),
  'clinic-session.draft': audited(onOrder('dispatcher')),
  'clinic-session.publish': audited(onOrder('dispatcher', 'partner'), [...staff, 'C']),
  'clinic-session.close': audited(onOrder('dispatcher', 'system')),
  'clinic-session.change-capacity': audited(onOrder('dispatcher')),
  'clinic-session.suspend': audited(onOrder('dispatcher', 'partner'), [...staff, 'C']),
  'clinic-session.stop': audited(onOrder('dispatcher')),
  /** Names patients, like the list of a session. */
  'clinic-session.preview-stop': audited(onOrder('dispatcher')),
  'clinic-session.resume': audited(onOrder('dispatcher', 'partner'), [...staff, 'C']),
  'clinic-session.release': onOrder('system'),
  'session.list': open('self'),
  'session.revoke': audited(open('self'), ['U']),
  'session.step-up': audited(open('self'), ['U']),
  'session.sign-out': audited(open('self', 'anyone'), ['U']),
  'password.set': audited(open('self'), ['U']),
  'phone.change': audited(open('self'), ['U']),
  'sanction.list-own': open('self'),
  'sanction.appeal': audited(open('self'), ['U']),
  'person.find': audited(open('admin', 'quality', 'support')),
  'staff.list': open('admin', 'auditor'),
  'role.grant': audited(steppedUp(open('admin'))),
  'role.revoke': audited(steppedUp(open('admin'))),
  'totp.reset': audited(steppedUp(open('admin'))),
  'sanction.impose': audited(open('admin', 'quality')),
  'sanction.lift': audited(open('admin', 'quality')),
  'appeal.list': open('admin', 'quality'),
  'appeal.answer': audited(open('admin', 'quality')),
  'membership.read-own': open('self'),
  'membership.buy': open('self'),
  'membership.cancel': audited(open('self'), ['U']),
  'member.list': tenantWide(open('dispatcher', 'finance', 'support')),
  'member.read': tenantWide(open('dispatcher', 'finance', 'support')),
  'member.find': audited(tenantWide(open('dispatcher', 'finance', 'support'))),
  'member.give': audited(tenantWide(open('dispatcher'))),
  'member.freeze': audited(tenantWide(open('dispatcher'))),
  'member.resume': audited(tenantWide(open('dispatcher'))),
  'visit-policy.read': tenantWide(open('dispatcher', 'finance')),
  'visit-policy.preview': open('admin'),
  'visit-policy.publish': audited(steppedUp(open('admin'))),
  'price-list.read': tenantWide(open('dispatcher', 'finance')),
  'price-list.preview': open('admin'),
  'price-list.publish': audited(steppedUp(open('admin'))),
  'membership-policy.read': tenantWide(open('dispatcher', 'finance', 'support')),
  'membership-policy.preview': open('admin'),
  'membership-policy.publish': audited(steppedUp(open('admin'))),
  'calendar.create-own': audited(open('escort'), ['E']),
  'calendar.list-own': open('escort'),
  'calendar.revoke-own': audited(open('escort'), ['E']),
  'calendar.create': audited(onOrder('dispatcher')),
  'calendar.list': onOrder('dispatcher'),
  'calendar.revoke': audited(onOrder('dispatcher')),
  /** By whoever wants to work as an escort, or to go on. */
  'certification.submit': audited(open('self'), ['U']),
  'certification.read-own': open('self'),
  /** Names masked, and no papers. */
  'certification.list': open('quality', 'admin'),
  'certification.read': onOrder('quality', 'admin'),
  /** A picture of an identity card, or of another paper. */
  'certification.reveal': audited(steppedUp(onOrder('quality'))),
  'certification.request-info': audited(onOrder('quality')),
  'certification.reject': audited(steppedUp(onOrder('quality'))),
  'certification.approve': audited(steppedUp(onOrder('quality'))),
  'certification.age': audited(onOrder('system'), ['SYS']),
  'certification.suspend': audited(steppedUp(onOrder('quality', 'admin'))),
  /** Two visits missed within thirty days. */
  'certification.suspend-by-rule': audited(onOrder('system'), ['SYS']),
  'certification.lift': audited(steppedUp(onOrder('quality'))),
  /** One administrator proposes it, another agrees. */
  'certification.revoke': audited(steppedUp(onOrder('admin'))),
  'partner.list': tenantWide(open('admin', 'finance')),
  'partner-usage.read': tenantWide(open('admin')),
  /** What a partner is told, as administrators look at it. */
  'partner-event.browse': tenantWide(open('admin')),
  'partner.register': audited(tenantWide(open('admin'))),
  /** What a partner owes and how much it may owe. */
  'partner-credit.read': tenantWide(open('admin', 'finance')),
  'partner-credit.set': audited(steppedUp(tenantWide(open('admin')))),
  /** Money that a partner has paid for its account. */
  'partner-settlement.record': audited(steppedUp(tenantWide(open('admin', 'finance')))),
  /** By a counter-posting; the payment stays as it was booked. */
  'partner-settlement.reverse': audited(steppedUp(tenantWide(open('admin', 'finance')))),
  /** Of the account of the partner, whichever hospitals its key is for. */
  'statement.read': audited(open('partner'), ['C']),
  'partner-key.create': audited(steppedUp(tenantWide(open('admin')))),
  'partner-key.revoke': audited(tenantWide(open('admin'))),
  'clinic-system.list': tenantWide(open('admin')),
  'clinic-system.connect': audited(steppedUp(tenantWide(open('admin')))),
  /** Where it is, and whether it is asked. */
  'clinic-system.change': audited(steppedUp(tenantWide(open('admin')))),
  'clinic-system.rotate-secret': audited(steppedUp(tenantWide(open('admin')))),
  'webhook-endpoint.list': open('admin', 'partner'),
  'webhook-endpoint.create': audited(steppedUp(open('admin', 'partner')), [...staff, 'C']),
  'webhook-endpoint.remove': audited(open('admin', 'partner'), [...staff, 'C']),
  'webhook-endpoint.rotate-secret': audited(steppedUp(open('admin', 'partner')), [...staff, 'C']),
  'webhook-endpoint.test': audited(open('admin', 'partner'), [...staff, 'C']),
  'webhook-endpoint.disable': audited(open('admin'), [...staff, 'SYS']),
  'webhook-endpoint.enable': audited(open('admin')),
  'webhook-delivery.list': open('admin', 'partner'),
  'webhook-delivery.replay': audited(open('admin', 'partner'), [...staff, 'C']),
  'webhook-delivery.replay-failed': audited(open('admin')),
  'points.read-own': open('self'),
  'points.read': tenantWide(open('dispatcher', 'finance', 'support')),
  'points.adjust': audited(steppedUp(tenantWide(open('admin', 'finance')))),
} satisfies Record<string, Rule>;

export type OperationId = keyof typeof operations;
