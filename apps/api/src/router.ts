import { accountRouter } from './routers/account-router.js';
import { appointmentRouter } from './routers/appointment-router.js';
import { auditRouter } from './routers/audit-router.js';
import { bundleRouter } from './routers/bundle-router.js';
import { calendarRouter } from './routers/calendar-router.js';
import { catalogueRouter } from './routers/catalogue-router.js';
import { clinicRulesRouter } from './routers/clinic-rules-router.js';
import { consentRouter } from './routers/consent-router.js';
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
import { scheduleRouter } from './routers/schedule-router.js';
import { signInRouter } from './routers/sign-in-router.js';
import { staffSignInRouter } from './routers/staff-sign-in-router.js';
import { waitlistRouter } from './routers/waitlist-router.js';
import { router } from './trpc.js';

/** Everything that our own apps may call. */
export const appRouter = router({
  auth: signInRouter,
  staffAuth: staffSignInRouter,
  account: accountRouter,
  people: peopleRouter,
  calendar: calendarRouter,
  partner: partnerRouter,
  patient: patientsRouter,
  consent: consentRouter,
  clinicRules: clinicRulesRouter,
  membership: membershipRouter,
  points: pointsRouter,
  demo: demoRouter,
  catalogue: catalogueRouter,
  family: familyRouter,
  appointment: appointmentRouter,
  waitlist: waitlistRouter,
  bundle: bundleRouter,
  escort: escortRouter,
  dispatch: dispatchRouter,
  schedule: scheduleRouter,
  audit: auditRouter,
  live: liveRouter,
});

export type AppRouter = typeof appRouter;
