import type { CredentialStore, IdentityLinkStore, Totp } from '@banzhen/domain/accounts';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { done, err } from '@banzhen/domain/shared/result';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, binary, optional } from '../sql-values.js';
import { sql } from '../statement.js';
import { bytesOf, fromHex } from './hex.js';
import { instantIn } from './instant-column.js';

type TotpRow = {
  readonly secret: string;
  readonly confirmed_at: string | null;
  readonly last_step: number;
};

/** Password hashes, and the sealed secrets of authenticator apps. */
export const postgresCredentials = ({ db, sealer }: SealedDatabase): CredentialStore => ({
  async passwordHash(id) {
    const [row] = await rowsOf<{ hash: string }>(
      db,
      sql`SELECT hash FROM account_password WHERE account_id = ${id} FOR SHARE`,
    );
    return row?.hash;
  },

  setPasswordHash: (id, hash, when, instead) =>
    run(
      db,
      instead === undefined
        ? sql`INSERT INTO account_password (account_id, hash, set_at) VALUES (${id}, ${hash}, ${at(when)})
            ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at`
        : sql`UPDATE account_password SET hash = ${hash} WHERE account_id = ${id} AND hash = ${instead}`,
    ),

  async totp(accountId): Promise<Totp | undefined> {
    const [row] = await rowsOf<TotpRow>(
      db,
      sql`SELECT encode(secret_sealed, 'hex') AS secret, confirmed_at, last_step
        FROM account_totp WHERE account_id = ${accountId}`,
    );
    const secret = row && (await sealer.open(db, 'account_totp.secret', accountId, bytesOf(row.secret)));
    if (!row || secret === undefined) return undefined;
    return {
      accountId,
      secret,
      lastStep: row.last_step,
      ...optional('confirmedAt', instantIn(row.confirmed_at)),
    };
  },

  async setTotp({ accountId, secret, confirmedAt, lastStep }) {
    const subject = { kind: 'account', id: accountId } as const;
    const sealed = await sealer.seal(db, 'account_totp.secret', subject, accountId, secret);
    await run(
      db,
      sql`INSERT INTO account_totp (account_id, secret_sealed, confirmed_at, last_step)
        VALUES (${accountId}, ${binary(sealed)}, ${confirmedAt ? at(confirmedAt) : null}, ${lastStep}::bigint)
        ON CONFLICT (account_id) DO UPDATE
        SET secret_sealed = excluded.secret_sealed, confirmed_at = excluded.confirmed_at, last_step = excluded.last_step`,
    );
  },

  async takeTotpStep(accountId, step, when) {
    const taken = await rowsOf(
      db,
      sql`UPDATE account_totp SET last_step = ${step}::bigint, confirmed_at = coalesce(confirmed_at, ${at(when)})
        WHERE account_id = ${accountId} AND last_step < ${step}::bigint RETURNING last_step`,
    );
    return taken.length === 1;
  },

  removeTotp: (accountId) => run(db, sql`DELETE FROM account_totp WHERE account_id = ${accountId}`),
});

/** Identities elsewhere, by their hashes. */
export const postgresIdentityLinks = (db: Database): IdentityLinkStore => ({
  async accountOf(identityHash) {
    const [row] = await rowsOf<{ account_id: AccountId }>(
      db,
      sql`SELECT account_id FROM identity_link WHERE identity_hash = ${fromHex(identityHash)}`,
    );
    return row?.account_id;
  },

  async insert({ identityHash, accountId, linkedAt }) {
    await run(
      db,
      sql`INSERT INTO identity_link (identity_hash, account_id, linked_at)
        VALUES (${fromHex(identityHash)}, ${accountId}, ${at(linkedAt)}) ON CONFLICT DO NOTHING`,
    );
    const { account_id } = await rowOf<{ account_id: AccountId }>(
      db,
      sql`SELECT account_id FROM identity_link WHERE identity_hash = ${fromHex(identityHash)}`,
    );
    return account_id === accountId ? done : err({ type: 'IdentityTaken' });
  },
});
