import { rowsOf, sql } from '@banzhen/postgres/testing';
import { type Scene, SEATS } from './scene.js';

/** What is left of a story, and everything that is left over. */
export interface Left {
  readonly lives: 'both' | 'neither' | 'half';
  /** Holds, charges, blocks, seats and bundles that belong to nothing. */
  readonly orphans: readonly string[];
}

type OrderRow = { id: string; status: string; kept: string };
type SeatRow = { id: string; status: string };
type BundleRow = { order_id: string; appointment_id: string; status: string; is_live: boolean };

/** Holds orders, seats, blocks, money on both sides and the seats on sale against one another. */
export const checkHalves = async (scene: Scene): Promise<Left> => {
  const { database, patientId, session, laterSession, outside } = scene;
  const { db } = database;
  const orders = await rowsOf<OrderRow>(
    db,
    sql`SELECT id, status, captured_fen - refunded_fen AS kept FROM escort_order WHERE patient_id = ${patientId}`,
  );
  const seats = await rowsOf<SeatRow>(
    db,
    sql`SELECT id, status FROM appointment WHERE patient_id = ${patientId} AND keeps_seat`,
  );
  const bundles = await rowsOf<BundleRow>(
    db,
    sql`SELECT order_id, appointment_id, status, is_live FROM visit_bundle WHERE patient_id = ${patientId}`,
  );
  const [blocks] = await rowsOf<{ count: string }>(
    db,
    sql`SELECT count(*) FROM (
        SELECT order_id FROM patient_block WHERE active UNION ALL SELECT order_id FROM escort_block WHERE active) block
      JOIN escort_order ON escort_order.id = block.order_id
      WHERE escort_order.patient_id = ${patientId} AND escort_order.status = 'CANCELLED'`,
  );
  const sold = await rowsOf<{ id: string; taken: string; remaining: number }>(
    db,
    sql`SELECT clinic_session.id, remaining, (SELECT count(*) FROM appointment
        WHERE session_id = clinic_session.id AND keeps_seat) AS taken
      FROM clinic_session WHERE id IN (${session}, ${laterSession})`,
  );
  const stopped = await rowsOf<{ id: string }>(
    db,
    sql`SELECT session_id AS id FROM appointment WHERE patient_id = ${patientId} AND status = 'PROVIDER_CANCELLED'`,
  );

  const live = orders.filter(({ status }) => status !== 'CANCELLED');
  const liveBundles = bundles.filter(({ is_live }) => is_live);
  const keptFen = orders.reduce((sum, { kept }) => sum + Number(kept), 0);
  const orphans: string[] = [];
  const isOne = live.length === 1 && seats.length === 1 && liveBundles.length === 1;
  const isNone = live.length === 0 && seats.length === 0 && liveBundles.length === 0;
  if (!isOne && !isNone)
    orphans.push(`${live.length} orders, ${seats.length} seats, ${liveBundles.length} bundles`);
  if (isOne) {
    const [bundle, order, seat] = [liveBundles[0], live[0], seats[0]];
    if (bundle?.order_id !== order?.id || bundle?.appointment_id !== seat?.id) orphans.push('halves of two');
    if (order?.status === 'PENDING_PAYMENT' || seat?.status !== 'BOOKED' || bundle?.status !== 'BOUND')
      orphans.push(`${bundle?.status}: ${order?.status}, ${seat?.status}`);
    if (keptFen === 0) orphans.push('an order that nobody paid');
  }
  if (isNone && keptFen !== 0) orphans.push(`${keptFen} fen of a cancelled order`);
  if (outside.keptFen() !== keptFen)
    orphans.push(`the provider keeps ${outside.keptFen()} fen, the orders ${keptFen}`);
  if (outside.overRefunds() > 0) orphans.push('refunded twice');
  if (Number(blocks?.count) > 0) orphans.push(`${blocks?.count} blocks of a cancelled order`);
  for (const { id, taken, remaining } of sold) {
    // What a stopped session has sold is not sold again.
    const gone = stopped.filter((one) => one.id === id).length;
    if (Number(taken) + remaining + gone !== SEATS) orphans.push(`${taken} + ${remaining} of ${SEATS} seats`);
  }
  return { lives: isOne ? 'both' : isNone ? 'neither' : 'half', orphans };
};
