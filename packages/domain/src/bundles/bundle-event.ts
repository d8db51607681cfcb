import type { Act } from '../shared/act.js';
import type { ActorRef } from '../shared/actor.js';
import type { BundleId } from '../shared/ids.js';
import { allowed, type MachineRow } from '../shared/machine.js';
import { err, ok, type Result } from '../shared/result.js';
import {
  type BoundSeat,
  type Bundle,
  type BundleCommon,
  type BundleStatus,
  commonOfBundle,
} from './bundle.js';
import { type BundleCommand, type BundleMoveRefused, bundleTable } from './bundle-table.js';

export type BundleEventType =
  | 'BundleCreated'
  | 'BundleSubmitted'
  | 'BundleBound'
  | 'BundleChoiceOpened'
  | 'BundleMoved'
  | 'BundleReleased'
  | 'BundleDone';

/** What has happened to a bundle; ids only. */
export type BundleEvent = {
  readonly type: BundleEventType;
  readonly bundleId: BundleId;
  readonly row: string;
  readonly from: BundleStatus | null;
  readonly to: BundleStatus;
  readonly version: number;
  readonly at: Date;
  readonly by: ActorRef;
  readonly reason?: string;
};

/** The next state of a bundle, and what is to be told about it. */
export type BundleOutcome = { readonly bundle: Bundle; readonly event: BundleEvent };

export type ChoiceOver = { readonly type: 'ChoiceOver'; readonly chooseBy: Date };

type Row = MachineRow<BundleStatus, BundleCommand>;

const outcomeOf = (
  from: BundleStatus | null,
  row: Row,
  bundle: Bundle,
  act: Act,
  type: BundleEventType,
): BundleOutcome => ({
  bundle,
  event: {
    type,
    bundleId: bundle.id,
    row: row.id,
    from,
    to: bundle.status,
    version: bundle.version,
    at: act.now,
    by: act.by,
    ...(act.reason === undefined ? {} : { reason: act.reason }),
  },
});

/** The row that lets `act.by` give `command` to this bundle, or why there is none. */
export const permitBundle = (
  { status }: Pick<Bundle, 'status'>,
  command: BundleCommand,
  act: Act,
): Result<Row, BundleMoveRefused> => allowed(bundleTable, status, command, act);

/** VB1: a seat that is held and an unpaid order for it. */
export const createBundle = (
  wanted: Omit<BundleCommon, 'createdAt' | 'version'>,
  act: Act,
): Result<BundleOutcome, BundleMoveRefused> => {
  const row = bundleTable.find(({ command }) => command === 'create');
  if (!row) throw new Error('the machine of bundles has no beginning');
  if (!row.who.includes(act.by.as)) return err({ type: 'NotForThisRole', command: 'create', as: act.by.as });
  const bundle = { ...wanted, createdAt: act.now, version: 1, status: 'HELD' } as const;
  return ok(outcomeOf(null, row, bundle, act, 'BundleCreated'));
};

const moved = (before: Bundle, row: Row, next: Bundle, act: Act, type: BundleEventType): BundleOutcome =>
  outcomeOf(before.status, row, { ...next, version: before.version + 1 }, act, type);

/** VB2: paid; the clinic is asked. */
export const submitBundle = (bundle: Bundle, act: Act): Result<BundleOutcome, BundleMoveRefused> => {
  const row = permitBundle(bundle, 'submit', act);
  return row.ok
    ? ok(moved(bundle, row.value, { ...commonOfBundle(bundle), status: 'ASKED' }, act, 'BundleSubmitted'))
    : row;
};

/** VB3: the clinic has it. */
export const bindBundle = (bundle: Bundle, act: Act): Result<BundleOutcome, BundleMoveRefused> => {
  const row = permitBundle(bundle, 'bind', act);
  return row.ok
    ? ok(moved(bundle, row.value, { ...commonOfBundle(bundle), status: 'BOUND' }, act, 'BundleBound'))
    : row;
};

/** VB4: the clinic has changed the seat; the family chooses until `chooseBy` (O24). */
export const openChoice = (
  bundle: Bundle,
  chooseBy: Date,
  act: Act,
): Result<BundleOutcome, BundleMoveRefused> => {
  const row = permitBundle(bundle, 'clinic_changed', act);
  if (!row.ok) return row;
  return ok(
    moved(
      bundle,
      row.value,
      { ...commonOfBundle(bundle), status: 'CHOOSING', chooseBy },
      act,
      'BundleChoiceOpened',
    ),
  );
};

/** VB5: the family takes the seat that the clinic offers, or another one; the order goes with it. */
export const moveBundle = (
  bundle: Bundle,
  seat: BoundSeat,
  act: Act,
): Result<BundleOutcome, BundleMoveRefused | ChoiceOver> => {
  const row = permitBundle(bundle, 'move', act);
  if (!row.ok) return row;
  if (bundle.status !== 'CHOOSING') throw new Error('VB5 is for choices');
  if (act.now >= bundle.chooseBy) return err({ type: 'ChoiceOver', chooseBy: bundle.chooseBy });
  return ok(
    moved(bundle, row.value, { ...commonOfBundle(bundle), status: 'ASKED', seat }, act, 'BundleMoved'),
  );
};

/** VB6: nothing of it lives any more. */
export const releaseBundle = (bundle: Bundle, act: Act): Result<BundleOutcome, BundleMoveRefused> => {
  const row = permitBundle(bundle, 'release', act);
  if (!row.ok) return row;
  return ok(
    moved(
      bundle,
      row.value,
      { ...commonOfBundle(bundle), status: 'RELEASED', endedAt: act.now },
      act,
      'BundleReleased',
    ),
  );
};

/** VB7: the visit takes place, or the patient did not come; there is nothing left to hold together. */
export const endBundle = (bundle: Bundle, act: Act): Result<BundleOutcome, BundleMoveRefused> => {
  const row = permitBundle(bundle, 'end', act);
  if (!row.ok) return row;
  return ok(
    moved(
      bundle,
      row.value,
      { ...commonOfBundle(bundle), status: 'DONE', endedAt: act.now },
      act,
      'BundleDone',
    ),
  );
};
