import { type Bundle, type BundleStore, type DueBundles, isLiveBundle } from '../bundles/index.js';
import type { BundleLink, BundleLinks } from '../shared/bundle-links.js';
import { done, err } from '../shared/result.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { BundleRow, Tables } from './in-memory-tables.js';

const bundleWhere = ({ bundles }: Tables, holds: (bundle: Bundle) => boolean): Bundle | undefined =>
  bundles.where(({ bundle }) => holds(bundle))[0]?.bundle;

const linkOf = (bundle: Bundle | undefined): BundleLink | undefined =>
  bundle && isLiveBundle(bundle)
    ? { bundleId: bundle.id, isChoosing: bundle.status === 'CHOOSING' }
    : undefined;

export const inMemoryBundleLinks = (tables: Tables): BundleLinks => ({
  ofOrder: async (id) => linkOf(bundleWhere(tables, ({ orderId }) => orderId === id)),
  ofAppointment: async (id) => linkOf(bundleWhere(tables, ({ seat }) => seat.appointmentId === id)),
});

export const inMemoryBundles = (tables: Tables): BundleStore => ({
  find: async (id) => tables.bundles.get(id)?.bundle,
  ofOrder: async (id) => bundleWhere(tables, ({ orderId }) => orderId === id),
  ofAppointment: async (id) => bundleWhere(tables, ({ seat }) => seat.appointmentId === id),

  async insert(bundle) {
    const isTaken = bundleWhere(
      tables,
      ({ orderId, seat }) => orderId === bundle.orderId || seat.appointmentId === bundle.seat.appointmentId,
    );
    if (isTaken) throw new Error(`bundles: a half of ${bundle.id} is in one already`);
    tables.bundles.insert(bundle.id, { bundle, seen: { appointmentVersion: 0, orderVersion: 0 } });
  },

  async update(bundle, expectedVersion) {
    if (bundle.version <= expectedVersion)
      throw new RangeError(`bundle ${bundle.id} must move to a higher version`);
    const stored = tables.bundles.get(bundle.id);
    const currentVersion = stored?.bundle.version;
    if (!stored || currentVersion !== expectedVersion)
      return err({ type: 'StaleVersion', ...(currentVersion === undefined ? {} : { currentVersion }) });
    tables.bundles.put(bundle.id, { ...stored, bundle });
    return done;
  },

  async markSeen(bundle, seen) {
    const stored = tables.bundles.get(bundle.id);
    if (stored?.bundle.version === bundle.version) tables.bundles.put(bundle.id, { ...stored, seen });
  },
});

const isDue = ({ orders, clinic }: Tables, { bundle, seen }: BundleRow, now: Date): boolean => {
  if (!isLiveBundle(bundle)) return false;
  if (bundle.status === 'CHOOSING' && bundle.chooseBy <= now) return true;
  return (
    orders.get(bundle.orderId)?.version !== seen.orderVersion ||
    clinic.appointments.get(bundle.seat.appointmentId)?.version !== seen.appointmentVersion
  );
};

export const inMemoryDueBundles = (database: InMemoryDatabase): DueBundles => ({
  async due(now, limit) {
    const tables = database.committed();
    return tables.bundles
      .where((row) => isDue(tables, row, now))
      .map(({ bundle }) => bundle.id)
      .toSorted()
      .slice(0, limit);
  },
});
