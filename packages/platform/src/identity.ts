import type { DemoPersonDto, MeDto } from '@banzhen/contracts';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import type { Database } from '@banzhen/postgres';
import * as queries from '@banzhen/postgres/queries';

/** Who calls. The one place that real accounts and sessions will replace. */
export type Identity = {
  /** Whom one may sign in as; empty where signing in needs more than picking a name. */
  people(): Promise<readonly DemoPersonDto[]>;
  /** A session token, or undefined when there is no such person or nobody may just pick one. */
  signIn(accountId: AccountId): Promise<string | undefined>;
  identify(token: string): Promise<Person | undefined>;
  describe(actor: Person): Promise<MeDto>;
};

const MOST_PEOPLE = 60;
const DEMO = /^demo-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const rolesOf = (row: queries.PersonRow): DemoPersonDto['roles'] => [
  ...row.staffRoles.filter((role) => role !== 'quality'),
  ...(row.hasPatients ? (['family'] as const) : []),
  ...(row.escortId ? (['escort'] as const) : []),
];

const personFrom = (row: queries.PersonRow): Person => ({
  kind: 'person',
  accountId: row.accountId,
  tenantId: row.tenantId,
  staffRoles: row.staffRoles,
  ...(row.escortId ? { escortId: row.escortId } : {}),
});

const shown = (row: queries.PersonRow): DemoPersonDto => ({
  accountId: row.accountId,
  name: row.name,
  roles: rolesOf(row),
});

/** Outside production: whoever one picks is signed in, without any proof. */
export const demoIdentity = (db: Database): Identity => ({
  people: async () => (await queries.demoPeople(db, MOST_PEOPLE)).map(shown),
  signIn: async (accountId) => ((await queries.personOf(db, accountId)) ? `demo-${accountId}` : undefined),
  async identify(token) {
    const accountId = DEMO.exec(token)?.[1];
    const row = accountId ? await queries.personOf(db, idFrom<AccountId>(accountId)) : undefined;
    return row && personFrom(row);
  },
  async describe(actor) {
    const row = await queries.personOf(db, actor.accountId);
    if (!row) throw new Error(`account ${actor.accountId} is gone`);
    return { ...shown(row), tenantId: row.tenantId, ...(row.escortId ? { escortId: row.escortId } : {}) };
  },
});

/** In production nobody can sign in by picking a name; real identity is not there yet. */
export const closedIdentity = (): Identity => ({
  people: async () => [],
  signIn: async () => undefined,
  identify: async () => undefined,
  describe: async () => {
    throw new Error('nobody is signed in');
  },
});
