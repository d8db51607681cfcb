import { makeConversations } from '@banzhen/domain/conversations';
import { checkPatientDetails } from '@banzhen/domain/patients';
import type { KeyVault } from '@banzhen/domain/privacy';
import {
  type AccountId,
  idFrom,
  type OrderId,
  type PatientId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import {
  type OpenDatabase,
  postgresConversationUnitOfWork,
  postgresUnitOfWork,
  uuidv7Ids,
} from '@banzhen/postgres';
import { postgresFieldSealer } from '@banzhen/postgres/sealing';
import { readSealed, rowsOf, sql } from '@banzhen/postgres/testing';

/** Shorter texts, such as a sex or the number of a bed, stand in any table by chance. */
const FEWEST_BYTES = 6;
const EVERYWHERE = new Set(['female']);

const telling = {
  realName: '欧阳静娴',
  idNumber: '110101194903070022',
  phone: '13912345678',
  conditions: '二型糖尿病，左耳失聪',
  department: '内分泌科二组',
  ward: '东楼九病区',
  bed: '17',
};

const saying = {
  family: '母亲昨夜两次呕吐，请随身备塑料袋',
  desk: '已转告陪诊员备好呕吐袋与温水',
  reason: '家属反映路上联系不上，需核实沟通',
  note: '核对全文，只是转述病情并无不当',
};

/** Writes everything about every patient that the product has a place for. */
export async function fillDetails({ db, news }: OpenDatabase, vault: KeyVault): Promise<void> {
  const checked = checkPatientDetails(telling, '2030-01-01');
  if (!checked.ok) throw new Error(`the details are wrong: ${JSON.stringify(checked.error)}`);
  const unitOfWork = postgresUnitOfWork(db, { news, sealer: postgresFieldSealer(vault) });
  const patients = await rowsOf<{ id: string }>(db, sql`SELECT id FROM patient`);
  for (const { id } of patients)
    await unitOfWork.run(async (stores) => {
      await stores.patients.saveDetails(idFrom<PatientId>(id), checked.value);
      return ok(undefined);
    });
}

/** Has something said and reported about every order that somebody has accepted, and the desk read and answer it, and close the report. */
export async function talkAboutOrders({ db, news }: OpenDatabase, vault: KeyVault): Promise<void> {
  const orders = await rowsOf<{
    id: OrderId;
    tenant: TenantId;
    family: AccountId;
    other: AccountId;
    at: string;
  }>(
    db,
    sql`SELECT id, tenant_id AS tenant, booked_by AS family, created_at AS at, (SELECT account.id FROM account
        WHERE account.tenant_id = escort_order.tenant_id AND account.id <> booked_by LIMIT 1) AS other FROM escort_order
      WHERE EXISTS (SELECT FROM order_shift WHERE order_id = escort_order.id AND cover = 'accepted')`,
  );
  const unitOfWork = postgresConversationUnitOfWork(db, { news, sealer: postgresFieldSealer(vault) });
  for (const { id: orderId, tenant: tenantId, family: accountId, other, at } of orders) {
    const clock = { now: () => new Date(at) };
    const { send, report, reveal, answer, closeReport } = makeConversations({
      unitOfWork,
      clock,
      ids: uuidv7Ids(),
    });
    const family = { kind: 'person', accountId, tenantId, staffRoles: [] } as const;
    const desk = { ...family, accountId: other, staffRoles: ['dispatcher'] } as const;
    const closing = { seq: 1, outcome: 'not-upheld', expectedVersion: 1 } as const;
    const origin = { network: 'unknown', device: '' };
    const said = [
      await send(family, { orderId, text: saying.family, idempotencyKey: `said-${orderId}` }),
      await answer(desk, { orderId, text: saying.desk }),
      await report(family, { orderId, seq: 1, cause: 'other' }),
      await reveal(desk, origin, { orderId, reason: saying.reason }),
      await closeReport(desk, origin, {
        ...closing,
        orderId,
        note: saying.note,
        idempotencyKey: `found-${orderId}`,
      }),
    ];
    const refused = said.find(({ ok: isDone }) => !isDone);
    if (refused) throw new Error(`nothing was said: ${JSON.stringify(refused)}`);
  }
}

export interface Canaries {
  /** Texts that stand in the database, sealed, and nowhere else. */
  readonly texts: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly unreadable: number;
}

/** Whatever opens with the keys is what a thief without them must not find. */
export async function canariesOf({ db }: OpenDatabase, vault: KeyVault): Promise<Canaries> {
  const seen = await readSealed({ db, sealer: postgresFieldSealer(vault) }, vault);
  const opened = seen.flatMap(({ field, plain }) => (plain === undefined ? [] : [{ field, plain }]));
  const isTelling = (text: string) => Buffer.byteLength(text) >= FEWEST_BYTES && !EVERYWHERE.has(text);
  return {
    texts: new Set(opened.map(({ plain }) => plain).filter(isTelling)),
    fields: new Set(opened.map(({ field }) => field)),
    unreadable: seen.filter(({ failure }) => failure !== undefined).length,
  };
}
