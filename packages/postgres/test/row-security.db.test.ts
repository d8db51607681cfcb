import type { OpenDatabase } from '@banzhen/postgres';
import { afterAll, beforeAll, describe } from 'vitest';
import { bundleRowSecurityCases } from './bundle-row-security-suite.js';
import { calendarRowSecurityCases } from './calendar-row-security-suite.js';
import { certificationCases } from './certification-suite.js';
import { clinicRowSecurityCases } from './clinic-row-security-suite.js';
import { clinicSystemCases } from './clinic-system-suite.js';
import { conversationRowSecurityCases } from './conversation-row-security-suite.js';
import { memberSecurityCases } from './member-security-suite.js';
import { partnerOrderSecurityCases } from './partner-order-security-suite.js';
import { partnerRowSecurityCases } from './partner-row-security-suite.js';
import { rowSecurityCases } from './row-security-suite.js';
import { openOwnDatabase } from './support.js';
import { visitPolicyRowSecurityCases } from './visit-policy-row-security-suite.js';
import { waitlistSecurityCases } from './waitlist-security-suite.js';
import { webhookRowSecurityCases } from './webhook-row-security-suite.js';

describe('row-level security on PostgreSQL', () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openOwnDatabase(4);
  });
  afterAll(() => database.close());
  rowSecurityCases(() => database);
  memberSecurityCases(() => database);
  clinicRowSecurityCases(() => database);
  waitlistSecurityCases(() => database);
  bundleRowSecurityCases(() => database);
  visitPolicyRowSecurityCases(() => database);
  partnerRowSecurityCases(() => database);
  partnerOrderSecurityCases(() => database);
  webhookRowSecurityCases(() => database);
  clinicSystemCases(() => database);
  calendarRowSecurityCases(() => database);
  conversationRowSecurityCases(() => database);
  certificationCases(() => database);
});
