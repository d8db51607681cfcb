import { submitAppointment } from '../../appointments/index.js';
import { saveAppointment } from '../../clinics/index.js';
import type { Payment, ProviderUnavailable } from '../../payments/index.js';
import type { NotFound, OperationId } from '../../policy/index.js';
import type { Act } from '../../shared/act.js';
import type { BundleId, OrderId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { noteClinicChange } from '../../visits/index.js';
import type { Bundle } from '../bundle.js';
import { type BundleOutcome, bindBundle, endBundle, openChoice, submitBundle } from '../bundle-event.js';
import type { BundleDeps } from '../deps.js';
import { type Halves, type NextStep, nextStep } from '../next-step.js';
import { halvesOf } from '../open-bundle.js';
import { type ReleaseError, releaseHalves } from '../release.js';
import { saveBundle } from '../save-bundle.js';
import type { BundleStores } from '../stores.js';

const KEEP: OperationId = 'bundle.keep';
/** No bundle has so many steps before it; more would be a mistake of ours. */
const MOST_STEPS = 10;

/** What one transaction came to: something was done, nothing is left to do, or its order must be unpayable first. */
type Kept =
  | { readonly kind: 'moved'; readonly bundle: Bundle }
  | { readonly kind: 'resting'; readonly bundle: Bundle }
  | { readonly kind: 'payable'; readonly orderId: OrderId };

export type KeepBundleRefused = NotFound | ReleaseError | ProviderUnavailable | { readonly type: string };

type Taken = Result<Bundle, { readonly type: string }>;

type At = {
  readonly stores: BundleStores;
  readonly bundle: Bundle;
  readonly halves: Halves;
  readonly act: Act;
};

const save = async (
  { stores, bundle }: At,
  outcome: Result<BundleOutcome, { readonly type: string }>,
): Promise<Taken> => {
  if (!outcome.ok) return outcome;
  const saved = await saveBundle(stores, bundle, outcome.value, KEEP);
  return saved.ok ? ok(outcome.value.bundle) : saved;
};

const submit = async (deps: BundleDeps, at: At): Promise<Taken> => {
  const { stores, bundle, act } = at;
  const { appointment } = at.halves;
  const submitted = submitAppointment(appointment, act);
  if (!submitted.ok) return submitted;
  const saved = await save(at, submitBundle(bundle, act));
  if (!saved.ok) return saved;
  const asked = await saveAppointment(deps, stores, appointment, submitted.value, KEEP);
  return asked.ok ? saved : asked;
};

const open = async (at: At, chooseBy: Date): Promise<Taken> => {
  const { stores, bundle, halves, act } = at;
  const saved = await save(at, openChoice(bundle, chooseBy, act));
  if (!saved.ok) return saved;
  const noted = await noteClinicChange({ stores, order: halves.order, act, operation: KEEP }, chooseBy);
  return noted.ok ? saved : noted;
};

/**
 * The background keeper of bundles, safe to repeat and to run in several processes at once: what is done follows from the
 * state, each step is one transaction that compares the versions of everything it changes, and what is outside, closing the
 * attempts to pay, changes nothing when it is repeated (C35, JB6). A step that is refused is found again at the next look.
 */
export const makeKeepBundle = (deps: BundleDeps) => {
  const { clock, platformUnitOfWork, platformVisits, bundlePolicy } = deps;

  const take = (at: At, step: NextStep, closed: readonly Payment[]): Promise<Taken> => {
    const { stores, bundle, halves, act } = at;
    switch (step.kind) {
      case 'submit':
        return submit(deps, at);
      case 'bind':
        return save(at, bindBundle(bundle, act));
      case 'end':
        return save(at, endBundle(bundle, act));
      case 'open-choice':
        return open(at, step.chooseBy);
      case 'release':
        return releaseHalves(deps, stores, bundle, halves, {
          fault: step.fault,
          act,
          operation: KEEP,
          closed,
        });
      default:
        return Promise.resolve(ok(bundle));
    }
  };

  const look = (bundleId: BundleId, closed?: readonly Payment[]) =>
    platformUnitOfWork.run<Kept, KeepBundleRefused>(async (stores) => {
      const bundle = await stores.bundles.find(bundleId);
      if (!bundle) return err({ type: 'NotFound' });
      const halves = await halvesOf(stores, bundle);
      const act: Act = { now: clock.now(), by: { as: 'SYS' } };
      const step = nextStep(bundle, halves, bundlePolicy, act.now);
      const { appointment, order } = halves;
      if (step.kind === 'rest') {
        const seen = { appointmentVersion: appointment.version, orderVersion: order.version };
        await stores.bundles.markSeen(bundle, seen);
        return ok({ kind: 'resting', bundle });
      }
      if (step.kind === 'release' && order.status === 'PENDING_PAYMENT' && !closed)
        return ok({ kind: 'payable', orderId: order.id });
      const taken = await take({ stores, bundle, halves, act }, step, closed ?? []);
      return taken.ok ? ok({ kind: 'moved', bundle: taken.value }) : taken;
    });

  /** Takes every step that is due for a bundle now. */
  return async (bundleId: BundleId): Promise<Result<Bundle, KeepBundleRefused>> => {
    let closed: readonly Payment[] | undefined;
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const kept = await look(bundleId, closed);
      if (!kept.ok) return kept;
      if (kept.value.kind === 'resting') return ok(kept.value.bundle);
      if (kept.value.kind !== 'payable') continue;
      const closing = await platformVisits.closePayments(kept.value.orderId);
      if (!closing.ok) return closing;
      closed = closing.value;
    }
    throw new Error(`bundle ${bundleId} does not come to rest`);
  };
};

export type KeepBundle = ReturnType<typeof makeKeepBundle>;
