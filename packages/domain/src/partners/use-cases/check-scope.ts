import { partnerOperations } from '../../policy/index.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import { type KeyScope, type KeyScopeUnfit, keyPolicy, type NetworkUnfit } from '../partner-key.js';
import type { AddressBook, HospitalRegister } from '../ports.js';

/** Whether a key can be for this: hospitals that there are, and operations that the policy table has partners in. */
export const checkScope = async (
  catalogue: HospitalRegister,
  { hospitalIds, operations }: KeyScope,
): Promise<Result<void, KeyScopeUnfit>> => {
  if (hospitalIds.length === 0 || hospitalIds.length > keyPolicy.mostHospitals)
    return err({ type: 'KeyScopeUnfit', part: 'hospitals' });
  if (operations.length === 0) return err({ type: 'KeyScopeUnfit', part: 'operations' });
  const known: readonly string[] = partnerOperations;
  const foreign = operations.find((operation) => !known.includes(operation));
  if (foreign !== undefined) return err({ type: 'KeyScopeUnfit', part: 'operations', given: foreign });
  for (const id of hospitalIds)
    if (!(await catalogue.hospital(id))) return err({ type: 'KeyScopeUnfit', part: 'hospitals', given: id });
  return done;
};

/** The ranges in one spelling, each once. */
export const checkNetworks = (
  { rangeOf }: AddressBook,
  given: readonly string[],
): Result<readonly string[], NetworkUnfit> => {
  const limit = keyPolicy.mostNetworks;
  const ranges = new Set<string>();
  for (const text of given) {
    const range = rangeOf(text.trim());
    if (range === undefined || ranges.size === limit)
      return err({ type: 'NetworkUnfit', given: text.slice(0, 50), limit });
    ranges.add(range);
  }
  return ok([...ranges]);
};
