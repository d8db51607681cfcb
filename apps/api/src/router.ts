import { accountRouter } from './routers/account-router.js';
import { appointmentRouter } from './routers/appointment-router.js';
import { auditRouter } from './routers/audit-router.js';
import { bundleRouter } from './routers/bundle-router.js';
import { calendarRouter } from './routers/calendar-router.js';
import { catalogueRouter } from './routers/catalogue-router.js';
import { certificationRouter } from './routers/certification-router.js';
import { clinicRulesRouter } from './routers/clinic-rules-router.js';
import { clinicSystemRouter } from './routers/clinic-system-router.js';
import { consentRouter } from './routers/consent-router.js';
import { conversationRouter } from './routers/conversation-router.js';
import { demoRouter } from './routers/demo-router.js';
import { dispatchRouter } from './routers/dispatch-router.js';
import { escortRouter } from './routers/escort-router.js';
import { familyRouter } from './routers/family-router.js';
import { liveRouter } from './routers/live-router.js';
import { membershipRouter } from './routers/membership-router.js';
import { partnerRouter } from './routers/partner-router.js';
import { patientsRouter } from './routers/patients-router.js';
import { peopleRouter } from './routers/people-router.js';
import { pointsRouter } from './routers/points-router.js';
import { priceListRouter } from './routers/price-list-router.js';
import { scheduleRouter } from './routers/schedule-router.js';
import { signInRouter } from './routers/sign-in-router.js';
import { staffSignInRouter } from './routers/staff-sign-in-router.js';
import { visitRulesRouter } from './routers/visit-rules-router.js';
import { waitlistRouter } from './routers/waitlist-router.js';
import { webhookRouter } from './routers/webhook-router.js';
import { router } from './trpc.js';

/** Each by its own type, which a declaration names: written out, all of them together are longer than a declaration may be. */
type Routers = {
  auth: typeof signInRouter;
  staffAuth: typeof staffSignInRouter;
  account: typeof accountRouter;
  people: typeof peopleRouter;
  calendar: typeof calendarRouter;
  certification: typeof certificationRouter;
  partner: typeof partnerRouter;
  clinicSystem: typeof clinicSystemRouter;
  webhook: typeof webhookRouter;
  patient: typeof patientsRouter;
  consent: typeof consentRouter;
  clinicRules: typeof clinicRulesRouter;
  visitRules: typeof visitRulesRouter;
  priceList: typeof priceListRouter;
  membership: typeof membershipRouter;
  points: typeof pointsRouter;
  demo: typeof demoRouter;
  catalogue: typeof catalogueRouter;
  family: typeof familyRouter;
  appointment: typeof appointmentRouter;
  waitlist: typeof waitlistRouter;
  bundle: typeof bundleRouter;
  escort: typeof escortRouter;
  conversation: typeof conversationRouter;
  dispatch: typeof dispatchRouter;
  schedule: typeof scheduleRouter;
  audit: typeof auditRouter;
  live: typeof liveRouter;
};

/** Everything that our own apps may call. */
export const appRouter: ReturnType<typeof router<Routers>> = router<Routers>({
  auth: signInRouter,
  staffAuth: staffSignInRouter,
  account: accountRouter,
  people: peopleRouter,
  calendar: calendarRouter,
  certification: certificationRouter,
  partner: partnerRouter,
  clinicSystem: clinicSystemRouter,
  webhook: webhookRouter,
  patient: patientsRouter,
  consent: consentRouter,
  clinicRules: clinicRulesRouter,
  visitRules: visitRulesRouter,
  priceList: priceListRouter,
  membership: membershipRouter,
  points: pointsRouter,
  demo: demoRouter,
  catalogue: catalogueRouter,
  family: familyRouter,
  appointment: appointmentRouter,
  waitlist: waitlistRouter,
  bundle: bundleRouter,
  escort: escortRouter,
  conversation: conversationRouter,
  dispatch: dispatchRouter,
  schedule: scheduleRouter,
  audit: auditRouter,
  live: liveRouter,
});

export type AppRouter = typeof appRouter;
