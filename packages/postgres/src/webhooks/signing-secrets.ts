import type { ClinicSystemId, WebhookEndpointId } from '@banzhen/domain/shared/ids';
import type { SigningSecretStore } from '@banzhen/domain/webhooks';
import { bytesOf } from '../accounts/hex.js';
import { instantIn } from '../accounts/instant-column.js';
import { rowOf, rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, binary, instantOf, optional } from '../sql-values.js';
import { sql } from '../statement.js';
import { uuidv7 } from '../uuidv7.js';

type Place = {
  readonly field: 'webhook_secret.text' | 'clinic_system_secret.text';
  readonly secrets: 'webhook_secret' | 'clinic_system_secret';
  readonly owners: 'webhook_endpoint' | 'clinic_system';
  readonly owner: 'endpoint_id' | 'system_id';
};

/** Secrets by which something is signed, sealed under the account of the partner whose they are. */
const signingSecrets = <Id extends string>(
  { db, sealer }: SealedDatabase,
  place: Place,
): SigningSecretStore<Id> => {
  const { field } = place;
  const [secrets, owners, owner] = [sql.raw(place.secrets), sql.raw(place.owners), sql.raw(place.owner)];
  return {
    async add(ownerId, { text, createdAt, endsAt }, othersEndAt) {
      const id = uuidv7();
      const { account_id } = await rowOf<{ account_id: string }>(
        db,
        sql`SELECT account_id FROM ${owners} WHERE id = ${ownerId}`,
      );
      const sealed = await sealer.seal(db, field, { kind: 'account', id: account_id }, id, text);
      if (othersEndAt)
        await run(
          db,
          sql`UPDATE ${secrets} SET ends_at = ${at(othersEndAt)}
            WHERE ${owner} = ${ownerId} AND (ends_at IS NULL OR ends_at > ${at(othersEndAt)})`,
        );
      await run(
        db,
        sql`INSERT INTO ${secrets} (id, ${owner}, text_sealed, created_at, ends_at)
          VALUES (${id}, ${ownerId}, ${binary(sealed)}, ${at(createdAt)}, ${endsAt ? at(endsAt) : null})`,
      );
    },

    endOthers: (ownerId, when) =>
      run(
        db,
        sql`UPDATE ${secrets} SET ends_at = ${at(when)} WHERE ${owner} = ${ownerId}
            AND (ends_at IS NULL OR ends_at > ${at(when)})
            AND id <> (SELECT id FROM ${secrets} newest WHERE newest.${owner} = ${ownerId}
              ORDER BY created_at DESC, id DESC LIMIT 1)`,
      ),

    async signing(ownerId, now) {
      const rows = await rowsOf<{ id: string; text: string; created_at: string; ends_at: string | null }>(
        db,
        sql`SELECT id, encode(text_sealed, 'hex') AS text, created_at, ends_at FROM ${secrets}
          WHERE ${owner} = ${ownerId} AND (ends_at IS NULL OR ends_at > ${at(now)}) ORDER BY created_at DESC, id DESC`,
      );
      const texts = await sealer.openAll(
        db,
        rows.map((row) => ({ field, rowId: row.id, sealed: bytesOf(row.text) })),
      );
      return rows.flatMap((row, no) => {
        const text = texts[no];
        if (text === undefined) return [];
        return [
          { text, createdAt: instantOf(row.created_at), ...optional('endsAt', instantIn(row.ends_at)) },
        ];
      });
    },
  };
};

/** Secrets of endpoints of webhooks. */
export const postgresWebhookSecrets = (on: SealedDatabase): SigningSecretStore<WebhookEndpointId> =>
  signingSecrets(on, {
    field: 'webhook_secret.text',
    secrets: 'webhook_secret',
    owners: 'webhook_endpoint',
    owner: 'endpoint_id',
  });

/** Secrets by which systems of clinics are asked. */
export const postgresSystemSecrets = (on: SealedDatabase): SigningSecretStore<ClinicSystemId> =>
  signingSecrets(on, {
    field: 'clinic_system_secret.text',
    secrets: 'clinic_system_secret',
    owners: 'clinic_system',
    owner: 'system_id',
  });
