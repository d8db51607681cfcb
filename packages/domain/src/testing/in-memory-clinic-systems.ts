import type { ClinicSystem, ClinicSystemStore } from '../clinic-systems/index.js';
import { done, err } from '../shared/result.js';
import { waitingAt } from './in-memory-clinic-errands.js';
import type { Tables } from './in-memory-tables.js';

const keyOf = ({ tenantId, hospitalId }: Pick<ClinicSystem, 'tenantId' | 'hospitalId'>): string =>
  `${tenantId} ${hospitalId}`;

/** ClinicSystemStore in memory. */
export const inMemoryClinicSystems = ({ clinic }: Tables): ClinicSystemStore => ({
  async insert(system) {
    if (clinic.systems.get(keyOf(system))) return err({ type: 'SystemKnown' });
    clinic.systems.insert(keyOf(system), system);
    return done;
  },
  lock: async (id) => clinic.systems.where((one) => one.id === id)[0],
  at: async (tenantId, hospitalId) => clinic.systems.get(keyOf({ tenantId, hospitalId })),
  ofPartner: async (id) =>
    clinic.systems
      .where(({ partnerId }) => partnerId === id)
      .toSorted(
        (left, right) =>
          left.createdAt.getTime() - right.createdAt.getTime() || (left.id < right.id ? -1 : 1),
      ),
  async update({ id, url, state, version }, expectedVersion) {
    const [stored] = clinic.systems.where((one) => one.id === id && one.version === expectedVersion);
    if (!stored) return false;
    clinic.systems.put(keyOf(stored), { ...stored, url, state, version });
    return true;
  },
  async waiting(id) {
    const [system] = clinic.systems.where((one) => one.id === id);
    return system ? waitingAt(clinic, system) : { unclear: 0 };
  },
});
