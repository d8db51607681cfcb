import {
  type ChallengeStore,
  MOST_GUESSES,
  MOST_TICKET_GUESSES,
  type QuotaStore,
  type QuotaSubject,
  signInTickets,
  type TicketPurpose,
  type TicketStore,
  windowStart,
} from '@banzhen/domain/accounts';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { err, ok } from '@banzhen/domain/shared/result';
import { type Database, rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, binary, instantOf, optional, textArray } from '../sql-values.js';
import { sql } from '../statement.js';
import { fromHex } from './hex.js';

/**
 * One-time codes. A guess is counted by one guarded UPDATE, which locks the row: of any number at the same time, from any
 * number of processes, five are answered (AU1).
 */
export const postgresChallenges = ({ db, sealer }: SealedDatabase): ChallengeStore => ({
  insert: ({ id, purpose, phone, codeHash, createdAt, expiresAt, guesses }) =>
    run(
      db,
      sql`INSERT INTO sign_in_challenge (id, purpose, phone_index, code_hash, created_at, expires_at, guesses)
        VALUES (${id}, ${purpose}, ${binary(sealer.index('account.phone', phone))}, ${codeHash}, ${at(createdAt)},
          ${at(expiresAt)}, ${guesses}::smallint)`,
    ),

  async takeGuess({ id, phone, purpose }, now) {
    const [row] = await rowsOf<{ code_hash: string; guesses: number }>(
      db,
      sql`UPDATE sign_in_challenge SET guesses = guesses + 1
        WHERE id = ${id} AND phone_index = ${binary(sealer.index('account.phone', phone))} AND purpose = ${purpose}
          AND used_at IS NULL AND guesses < ${MOST_GUESSES}::smallint AND expires_at > ${at(now)}
        RETURNING code_hash, guesses`,
    );
    return row
      ? ok({ codeHash: row.code_hash, guessesLeft: MOST_GUESSES - row.guesses })
      : err({ type: 'CodeGone' });
  },

  async use(id, now) {
    const used = await rowsOf(
      db,
      sql`UPDATE sign_in_challenge SET used_at = ${at(now)} WHERE id = ${id} AND used_at IS NULL RETURNING id`,
    );
    return used.length === 1;
  },
});

type TicketRow = {
  readonly purpose: TicketPurpose;
  readonly account_id: AccountId | null;
  readonly identity_hash: string | null;
  readonly expires_at: string;
  readonly guesses: number;
};

/** Half-done sign-ins, found by the hash of their token. */
export const postgresTickets = (db: Database): TicketStore => ({
  insert: ({ tokenHash, purpose, accountId, identityHash, expiresAt, guesses }) =>
    run(
      db,
      sql`INSERT INTO sign_in_ticket (token_hash, purpose, account_id, identity_hash, expires_at, guesses)
        VALUES (${fromHex(tokenHash)}, ${purpose}, ${accountId ?? null}::uuid,
          ${identityHash === undefined ? null : fromHex(identityHash)}, ${at(expiresAt)}, ${guesses}::smallint)`,
    ),

  async takeGuess(tokenHash, purposes, now) {
    const [row] = await rowsOf<TicketRow>(
      db,
      sql`UPDATE sign_in_ticket SET guesses = guesses + 1
        WHERE token_hash = ${fromHex(tokenHash)} AND purpose = ANY (${textArray(purposes)})
          AND used_at IS NULL AND guesses < ${MOST_TICKET_GUESSES}::smallint AND expires_at > ${at(now)}
        RETURNING purpose, account_id, encode(identity_hash, 'hex') AS identity_hash, expires_at, guesses`,
    );
    if (!row) return err({ type: 'TicketGone' });
    return ok({
      tokenHash,
      purpose: row.purpose,
      ...optional('accountId', row.account_id),
      ...optional('identityHash', row.identity_hash),
      expiresAt: instantOf(row.expires_at),
      guesses: row.guesses,
    });
  },

  async use(tokenHash, now) {
    const used = await rowsOf(
      db,
      sql`UPDATE sign_in_ticket SET used_at = ${at(now)}
        WHERE token_hash = ${fromHex(tokenHash)} AND used_at IS NULL RETURNING purpose`,
    );
    return used.length === 1;
  },

  voidSignIns: (accountId, now) =>
    run(
      db,
      sql`UPDATE sign_in_ticket SET used_at = ${at(now)}
        WHERE account_id = ${accountId} AND purpose = ANY (${textArray(signInTickets)}) AND used_at IS NULL`,
    ),
});

/** Counters of tries. One statement counts and says whether there was one left; numbers of phones stand in it as hashes. */
export const postgresQuotas = ({ db, sealer }: SealedDatabase): QuotaStore => {
  const keyOf = ({ phone, network, accountId }: QuotaSubject): string =>
    [
      ...(phone ? [`phone:${Buffer.from(sealer.index('account.phone', phone)).toString('hex')}`] : []),
      ...(network ? [`network:${network}`] : []),
      ...(accountId ? [`account:${accountId}`] : []),
    ].join(' ');
  return {
    async take(quota, subject, now) {
      const startsAt = at(windowStart(quota, now));
      const taken = await rowsOf(
        db,
        sql`INSERT INTO sign_in_quota AS kept (name, subject, window_starts_at, tries)
          VALUES (${quota.name}, ${keyOf(subject)}, ${startsAt}, 1)
          ON CONFLICT (name, subject) DO UPDATE SET
            tries = CASE WHEN kept.window_starts_at < excluded.window_starts_at THEN 1 ELSE kept.tries + 1 END,
            window_starts_at = greatest(kept.window_starts_at, excluded.window_starts_at)
          WHERE kept.window_starts_at < excluded.window_starts_at OR kept.tries < ${quota.most}::integer
          RETURNING tries`,
      );
      return taken.length === 1;
    },
    clear: ({ name }, subject) =>
      run(db, sql`DELETE FROM sign_in_quota WHERE name = ${name} AND subject = ${keyOf(subject)}`),
  };
};
