import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { AuditEntry } from '../../audit/index.js';
import type { Denied, OperationId } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { ClinicSystemId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { isSeen, type SeenVersion } from '../../shared/seen-version.js';
import type { ClinicSystem } from '../clinic-system.js';
import type { ClinicSystemStores } from '../stores.js';
import type { ClinicSystemDeps } from './deps.js';

/** One command about one system, on the version that the caller saw (BK5). */
export type SystemRequest = { readonly systemId: ClinicSystemId; readonly expectedVersion: SeenVersion };

export type StaleSystem = { readonly type: 'StaleVersion'; readonly currentVersion: number };

export type SystemRefused = Denied | StaleSystem;

type Asked = {
  readonly operation: OperationId;
  readonly actor: Person;
  readonly origin: Origin;
  readonly request: SystemRequest;
};

/** One command in one transaction: who may, on the version that was seen, with its entry in the audit, refused or done. */
export const inSystem = <E extends { readonly type: string } = never>(
  deps: ClinicSystemDeps,
  { operation, actor, origin, request }: Asked,
  change: (system: ClinicSystem) => Result<ClinicSystem, E>,
  also: (changed: ClinicSystem, stores: ClinicSystemStores, now: Date) => Promise<AuditEntry['facts']>,
): Promise<Result<ClinicSystem, SystemRefused | E>> => {
  const { systemId, expectedVersion } = request;
  const audited = byPerson(operation, actor, origin, { kind: 'clinic-system', id: systemId });
  return recordRefusal<Result<ClinicSystem, SystemRefused | E>>(deps, audited, async () => {
    const now = deps.clock.now();
    const by = authorizeStanding(operation, actor, now);
    if (!by.ok) return by;
    return deps.unitOfWork.run<ClinicSystem, SystemRefused | E>(async (stores) => {
      const system = await stores.systems.lock(systemId);
      if (system?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      const stale = { type: 'StaleVersion', currentVersion: system.version } as const;
      if (!isSeen(expectedVersion, system.version)) return err(stale);
      const wanted = change(system);
      if (!wanted.ok) return wanted;
      const changed = { ...wanted.value, version: system.version + 1 };
      if (!(await stores.systems.update(changed, system.version))) return err(stale);
      const facts = await also(changed, stores, now);
      await recordDone(stores, { ...audited, actor: by.value }, now, facts);
      return ok(changed);
    });
  });
};
