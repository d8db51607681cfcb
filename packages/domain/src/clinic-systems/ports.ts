import type { ClinicSystemId, HospitalId, PartnerId, TenantId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { ClinicSystem, SystemKnown, Waiting } from './clinic-system.js';

export interface ClinicSystemStore {
  /** Fails with `SystemKnown`, also against one that is inserted at the same time. */
  insert(system: ClinicSystem): Promise<Result<void, SystemKnown>>;
  /** Whoever else asks for it like this waits until this transaction ends. */
  lock(id: ClinicSystemId): Promise<ClinicSystem | undefined>;
  at(tenantId: TenantId, hospitalId: HospitalId): Promise<ClinicSystem | undefined>;
  /** The oldest first. */
  ofPartner(id: PartnerId): Promise<readonly ClinicSystem[]>;
  /** Writes address, state and version; false where the version is another by now. */
  update(system: ClinicSystem, expectedVersion: number): Promise<boolean>;
  waiting(id: ClinicSystemId): Promise<Waiting>;
}
