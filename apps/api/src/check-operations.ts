import {
  isOpen,
  type OperationId,
  operations,
  partnerOperations,
  type Relation,
  type Rule,
} from '@banzhen/domain/policy';
import type { ProcedureFacts } from './inventory.js';

const machines: readonly Relation[] = ['system', 'provider', 'clinic', 'partner', 'partner-booker'];

const isForPeople = (operation: OperationId): boolean => {
  const { allow }: Rule = operations[operation];
  return allow.some((relation) => !machines.includes(relation));
};

const faultsOf = ({ name, meta }: Pick<ProcedureFacts, 'name' | 'meta'>): readonly string[] => {
  if (!meta || !(meta.operation in operations)) return [`${name} has no row in the authorization table`];
  const { operation } = meta;
  if (!isForPeople(operation)) return [`${name}: ${operation} is for machines alone`];
  if (meta.isOpen !== isOpen(operation))
    return [`${name} is ${meta.isOpen ? 'open to everybody' : 'for signed-in people'}, ${operation} is not`];
  return [];
};

/**
 * Compares what is served with the authorization table, at every start (AZ3): a procedure without a row, an open door that
 * the table does not know, and a row for people that nothing serves. Throws with all of them.
 */
export const checkOperations = (procedures: readonly Pick<ProcedureFacts, 'name' | 'meta'>[]): void => {
  const served = new Set(procedures.map(({ meta }) => meta?.operation));
  const unserved = (Object.keys(operations) as OperationId[]).filter(
    (operation) => isForPeople(operation) && !served.has(operation),
  );
  const faults = [
    ...procedures.flatMap(faultsOf),
    ...unserved.map((operation) => `nothing serves ${operation}`),
  ];
  if (faults.length > 0) throw new Error(`the doors are not those of the table:\n${faults.join('\n')}`);
};

const notForPartners = (served: readonly OperationId[]): readonly string[] =>
  served
    .filter((operation) => !partnerOperations.includes(operation))
    .map((one) => `${one} is not for partners`);

/** The façade is a second way to what partners have at `/v1`, and never to anything else. */
export const checkFhirOperations = (served: readonly OperationId[]): void => {
  const faults = notForPartners(served);
  if (faults.length > 0) throw new Error(`the façade opens what is not for partners:\n${faults.join('\n')}`);
};

/** The same for partners: `/v1` serves what the table has them in, all of it and nothing else. */
export const checkPartnerOperations = (served: readonly OperationId[]): void => {
  const faults = [
    ...notForPartners(served),
    ...partnerOperations
      .filter((operation) => !served.includes(operation))
      .map((one) => `nothing serves ${one}`),
  ];
  if (faults.length > 0)
    throw new Error(`the doors of partners are not those of the table:\n${faults.join('\n')}`);
};
