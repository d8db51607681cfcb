import type { Consent, ConsentDocument, ConsentKind, ConsentStore } from '@banzhen/domain/consents';
import { type Database, rowsOf, run } from '../database.js';
import { at, instantOf } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

type DocumentRow = {
  readonly kind: ConsentKind;
  readonly version: number;
  readonly title_zh: string;
  readonly title_en: string;
  readonly text_zh: string;
  readonly text_en: string;
  readonly in_force_from: string;
};

type ConsentRow = {
  readonly id: Consent['id'];
  readonly tenant_id: Consent['tenantId'];
  readonly account_id: Consent['accountId'];
  readonly kind: ConsentKind;
  readonly version: number;
  readonly act: Consent['act'];
  readonly at: string;
  readonly network: string;
};

const documentOf = (row: DocumentRow): ConsentDocument => ({
  kind: row.kind,
  version: row.version,
  title: { zh: row.title_zh, en: row.title_en },
  text: { zh: row.text_zh, en: row.text_en },
  inForceFrom: instantOf(row.in_force_from),
});

/** Held while texts are published, so that versions count up whoever publishes at the same time. */
const PUBLISHING = 726_194_309;

const documentColumns = sql.raw('kind, version, title_zh, title_en, text_zh, text_en, in_force_from');

const consentOf = (row: ConsentRow): Consent => ({
  id: row.id,
  tenantId: row.tenant_id,
  accountId: row.account_id,
  kind: row.kind,
  version: row.version,
  act: row.act,
  at: instantOf(row.at),
  network: row.network,
});

/** What people agreed to. The order of the rows is that of their numbers, whatever the clocks say. */
export const postgresConsents = (db: Database): ConsentStore => {
  const those = async (rest: Statement): Promise<readonly Consent[]> =>
    (
      await rowsOf<ConsentRow>(
        db,
        sql`SELECT id, tenant_id, account_id, kind, version, act, at, network FROM consent WHERE ${rest}`,
      )
    ).map(consentOf);
  return {
    async current(kind, instant) {
      const [row] = await rowsOf<DocumentRow>(
        db,
        sql`SELECT ${documentColumns} FROM consent_document
          WHERE kind = ${kind} AND in_force_from <= ${at(instant)} ORDER BY version DESC LIMIT 1`,
      );
      return row && documentOf(row);
    },
    last: async (accountId, kind) =>
      (await those(sql`account_id = ${accountId} AND kind = ${kind} ORDER BY ordinal DESC LIMIT 1`))[0],
    ofAccount: (accountId) => those(sql`account_id = ${accountId} ORDER BY ordinal`),
    append: ({ id, tenantId, accountId, kind, version, act, at: when, network }) =>
      run(
        db,
        sql`INSERT INTO consent (id, tenant_id, account_id, kind, version, act, at, network)
          VALUES (${id}, ${tenantId}, ${accountId}, ${kind}, ${version}::integer, ${act}, ${at(when)}, ${network})`,
      ),
  };
};

/** Every version that was ever published, by kind and version; whoever asks next waits until this transaction ends. */
export const lockConsentDocuments = async (tx: Database): Promise<readonly ConsentDocument[]> => {
  await run(tx, sql`SELECT pg_advisory_xact_lock(${PUBLISHING}::bigint)`);
  const rows = await rowsOf<DocumentRow>(
    tx,
    sql`SELECT ${documentColumns} FROM consent_document ORDER BY kind, version`,
  );
  return rows.map(documentOf);
};

/** Publishes a version of a text; one that is there already stays as it is. */
export const publishConsentDocument = (db: Database, document: ConsentDocument): Promise<void> => {
  const { kind, version, title, text, inForceFrom } = document;
  return run(
    db,
    sql`INSERT INTO consent_document (kind, version, title_zh, title_en, text_zh, text_en, in_force_from)
      VALUES (${kind}, ${version}::integer, ${title.zh}, ${title.en}, ${text.zh}, ${text.en}, ${at(inForceFrom)})
      ON CONFLICT (kind, version) DO NOTHING`,
  );
};
