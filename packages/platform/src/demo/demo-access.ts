import { NO_STEP } from '@banzhen/domain/accounts';
import type { Clock } from '@banzhen/domain/shared/clock';
import { done, ok } from '@banzhen/domain/shared/result';
import type { Database } from '@banzhen/postgres';
import { findDemoCityMark, markDemoAccessTaken } from '@banzhen/postgres/registry';
import { totpCodeAt } from '@banzhen/vault';
import type { DemoAccess } from '../accounts/inbox-page.js';
import type { OpenAccounts } from '../accounts/open-accounts.js';
import { type DemoAccount, demoEscorts, demoFamilies, demoStaff, demoTenant } from './demo-city.js';

const PASSWORD = 'banzhen-demo-2026';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Everybody of the demo city who works in an office; the secret is as public as this line. */
const totpSecretOf = ({ phone }: DemoAccount): string =>
  `BANZHENDEMOSECRETOFSTAFF${[...phone.slice(-8)].map((digit) => BASE32[Number(digit)]).join('')}`;

const hashOf = async ({ hasher }: OpenAccounts['deps'], plain: string): Promise<string> => {
  const hashed = await hasher.inTurn<string, never>(async (hashing) => ok(await hashing.hash(plain)));
  if (!hashed.ok) throw new Error('nobody else hashes while a process starts');
  return hashed.value;
};

/** Gives the staff of the demo a password and an authenticator app. */
export const giveDemoAccess = async ({ unitOfWork, deps }: OpenAccounts): Promise<void> => {
  const hash = await hashOf(deps, PASSWORD);
  const now = deps.clock.now();
  await unitOfWork.run(async ({ credentials }) => {
    for (const account of demoStaff) {
      await credentials.setPasswordHash(account.id, hash, now);
      await credentials.setTotp({
        accountId: account.id,
        secret: totpSecretOf(account),
        confirmedAt: now,
        lastStep: NO_STEP,
      });
    }
    return done;
  });
};

/** In production nobody comes in by what this file tells, also where a database was once a demo (6.3.2). */
export const takeDemoAccess = async (db: Database, accounts: OpenAccounts): Promise<void> => {
  const mark = await findDemoCityMark(db, demoTenant);
  if (!mark || mark.isAccessTaken) return;
  const { unitOfWork, deps } = accounts;
  const hash = await hashOf(deps, deps.secrets.token());
  const now = deps.clock.now();
  await unitOfWork.run(async (stores) => {
    for (const { id } of [...demoStaff, ...demoFamilies, ...demoEscorts.map(({ account }) => account)]) {
      await stores.sessions.endAll(id, 'revoked', now);
      await stores.credentials.setPasswordHash(id, hash, now);
      await stores.credentials.removeTotp(id);
    }
    return done;
  });
  await markDemoAccessTaken(db, demoTenant, now);
};

/** Who is in the demo city, and what they sign in with at this moment. */
export const demoAccess = (clock: Clock): readonly DemoAccess[] => [
  ...demoStaff.map((account): DemoAccess => {
    const totpSecret = totpSecretOf(account);
    return {
      name: account.name,
      roles: account.staffRoles,
      phone: account.phone,
      password: PASSWORD,
      totpSecret,
      totpCode: totpCodeAt(totpSecret, clock.now()),
    };
  }),
  ...demoFamilies.map(({ name, phone }) => ({ name, roles: ['family'], phone })),
  ...demoEscorts.map(({ account: { name, phone } }) => ({ name, roles: ['escort'], phone })),
];
