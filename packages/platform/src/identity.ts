import type { MeDto } from '@banzhen/contracts';
import { personOf, type Secrets, type SessionReader, seenAgain } from '@banzhen/domain/accounts';
import { standingOperations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';

/** Who calls. */
export type Identity = {
  /** The person behind a token, asked for in the database every time: nothing is remembered in between (AU9). */
  identify(token: string): Promise<Person | undefined>;
  describe(actor: Person): Promise<MeDto>;
};

export type IdentityParts = {
  readonly sealed: SealedDatabase;
  readonly sessionReader: SessionReader;
  readonly secrets: Pick<Secrets, 'tokenHash'>;
  readonly clock: Clock;
};

export const makeIdentity = ({ sealed, sessionReader, secrets, clock }: IdentityParts): Identity => ({
  async identify(token) {
    const found = await sessionReader.find(secrets.tokenHash(token));
    if (!found) return undefined;
    const now = clock.now();
    const person = personOf(found, now);
    if (!person.ok) return undefined;
    const seen = seenAgain(found.session, now);
    if (seen) await sessionReader.noteSeen(found.session.id, seen);
    return person.value;
  },
  async describe(actor) {
    const row = await queries.personOf(sealed, actor.accountId);
    if (!row) throw new Error(`account ${actor.accountId} is gone`);
    return {
      accountId: row.accountId,
      name: row.name,
      roles: [
        ...actor.staffRoles,
        ...(row.hasPatients ? (['family'] as const) : []),
        ...(row.escortId ? (['escort'] as const) : []),
      ],
      tenantId: row.tenantId,
      ...(row.escortId ? { escortId: row.escortId } : {}),
      permissions: standingOperations(actor),
      restricted: actor.restricted ?? [],
      ...(actor.authLevel ? { authLevel: actor.authLevel } : {}),
    };
  },
});
