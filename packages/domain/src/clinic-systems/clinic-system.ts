import type { AccountId, ClinicSystemId, HospitalId, PartnerId, TenantId } from '../shared/ids.js';

export const systemStates = ['active', 'paused'] as const;

/** While it is paused a system is neither asked nor told; what families submit waits for the desk. */
export type SystemState = (typeof systemStates)[number];

/** The system of a clinic that keeps the appointments of a tenant in one hospital itself (6.8). */
export type ClinicSystem = {
  readonly id: ClinicSystemId;
  readonly tenantId: TenantId;
  readonly hospitalId: HospitalId;
  /** Whose system it is. */
  readonly partnerId: PartnerId;
  /** The partner's own. */
  readonly accountId: AccountId;
  /** In one spelling, ending in a slash; `https` unless a sandbox allows its own machine. */
  readonly url: string;
  readonly state: SystemState;
  readonly createdAt: Date;
  readonly createdBy: AccountId;
  /** Counts commands. */
  readonly version: number;
};

/** What a system is still to be asked or told. */
export type Waiting = {
  /** Appointments about which the last attempt brought no clear answer; while the system is paused also those that families have submitted. */
  readonly unclear: number;
  /** When the one that has waited longest began to. */
  readonly since?: Date;
};

/** The tenant asks a system in this hospital already. */
export type SystemKnown = { readonly type: 'SystemKnown' };
