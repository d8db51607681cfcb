import type { Account, AccountStore } from '@banzhen/domain/accounts';
import type { AccountId, TenantId } from '@banzhen/domain/shared/ids';
import type { PhoneNumber } from '@banzhen/domain/shared/phone-number';
import { done, err } from '@banzhen/domain/shared/result';
import { rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored, stored } from '../sealing/stored-texts.js';
import { at, binary, instantOf, optional } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { bytesOf } from './hex.js';
import { instantIn } from './instant-column.js';

type Row = {
  readonly id: AccountId;
  readonly tenant_id: TenantId;
  readonly display_name: Stored;
  readonly phone: string | null;
  readonly created_at: string;
  readonly last_sign_in_at: string | null;
};

/** Accounts with a phone: those of before have none, and nobody signs in to them. */
export const postgresAccounts = ({ db, sealer }: SealedDatabase): AccountStore => {
  const one = async (where: Statement): Promise<Account | undefined> => {
    const [row] = await rowsOf<Row>(
      db,
      sql`SELECT id, tenant_id, ${stored('account', 'display_name')} AS display_name,
          encode(phone_sealed, 'hex') AS phone, created_at, last_sign_in_at
        FROM account WHERE ${where}`,
    );
    if (!row?.phone) return undefined;
    const phone = await sealer.open(db, 'account.phone', row.id, bytesOf(row.phone));
    if (phone === undefined) return undefined;
    const name = { field: 'account.display_name', rowId: row.id, stored: row.display_name } as const;
    const texts = await openTexts({ db, sealer }, [name]);
    return {
      id: row.id,
      tenantId: row.tenant_id,
      displayName: texts(row.display_name) ?? '',
      phone: phone as PhoneNumber,
      createdAt: instantOf(row.created_at),
      ...optional('lastSignInAt', instantIn(row.last_sign_in_at)),
    };
  };
  const indexOf = (phone: PhoneNumber): Statement => binary(sealer.index('account.phone', phone));
  const sealed = async (id: AccountId, phone: PhoneNumber): Promise<Statement> =>
    binary(await sealer.seal(db, 'account.phone', { kind: 'account', id }, id, phone));

  return {
    find: (id) => one(sql`id = ${id}`),
    findByPhone: (tenantId, phone) => one(sql`tenant_id = ${tenantId} AND phone_index = ${indexOf(phone)}`),

    async insert({ id, tenantId, displayName, phone, createdAt }) {
      const name = binary(
        await sealer.seal(db, 'account.display_name', { kind: 'account', id }, id, displayName),
      );
      const number = await sealed(id, phone);
      const written = await rowsOf(
        db,
        sql`INSERT INTO account (id, tenant_id, display_name_sealed, phone_sealed, phone_index, created_at)
          VALUES (${id}, ${tenantId}, ${name}, ${number}, ${indexOf(phone)}, ${at(createdAt)})
          ON CONFLICT (tenant_id, phone_index) DO NOTHING RETURNING id`,
      );
      return written.length === 1 ? done : err({ type: 'PhoneTaken' });
    },

    async changePhone(id, phone) {
      const seal = await sealed(id, phone);
      const written = await rowsOf(
        db,
        sql`UPDATE account SET phone_sealed = ${seal}, phone_index = ${indexOf(phone)}
          WHERE id = ${id} AND NOT EXISTS (
            SELECT FROM account other
            WHERE other.tenant_id = account.tenant_id AND other.phone_index = ${indexOf(phone)} AND other.id <> account.id)
          RETURNING id`,
      );
      return written.length === 1 ? done : err({ type: 'PhoneTaken' });
    },

    noteSignIn: (id, when) => run(db, sql`UPDATE account SET last_sign_in_at = ${at(when)} WHERE id = ${id}`),
  };
};
