import type { AuditFault, Verdict } from '@banzhen/domain/audit';

export const isSeen = ({ faults }: Verdict): boolean => faults.length > 0;

const names = (fault: AuditFault, stream: number, seq: number): boolean => {
  if (!('stream' in fault) || fault.stream !== stream) return false;
  if (fault.what === 'rewritten') return fault.seq <= seq && seq <= fault.until;
  if (fault.what === 'truncated') return fault.vouchedSeq < seq && seq <= fault.seq;
  return fault.seq === seq;
};

/**
 * Whether the verdict has one fault and it is at this row. Between two checkpoints nobody can tell the forged rows of a
 * flawless chain from the true ones, so there the row must lie between the two.
 */
export const isNamed = ({ faults: [fault, ...others] }: Verdict, stream: number, seq: number): boolean =>
  fault !== undefined && others.length === 0 && names(fault, stream, seq);
