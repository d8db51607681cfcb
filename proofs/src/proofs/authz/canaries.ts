import { randomInt, randomUUID } from 'node:crypto';
import { isCovered, type ObjectName, type PrincipalName, principalNames, principalOf } from './principals.js';

/** A text that is nowhere else, and who may ever be told it. */
interface Canary {
  readonly what: string;
  readonly text: string;
  readonly mayBeToldTo: readonly (PrincipalName | 'nobody')[];
  /** Whose rows it is in: what row-level security lets through, which knows no times, states and columns. */
  readonly isInRowsOf: readonly PrincipalName[];
}

export interface Canaries {
  /** Remembers it; answers the text to write into the database. */
  plant(canary: Canary): string;
  /** What an answer to this person tells that it should not. */
  leaksIn(answer: string, name: PrincipalName | 'nobody'): readonly string[];
  /** What it tells from rows that are not this person's at all. */
  foreignRowsIn(answer: string, name: PrincipalName | 'nobody'): readonly string[];
}

export const makeCanaries = (): Canaries => {
  const planted: Canary[] = [];
  const toldBy = (answer: string, mayKnow: (canary: Canary) => boolean): readonly string[] =>
    planted.filter((one) => answer.includes(one.text) && !mayKnow(one)).map(({ what }) => what);
  return {
    plant(canary) {
      planted.push(canary);
      return canary.text;
    },
    leaksIn: (answer, name) => toldBy(answer, ({ mayBeToldTo }) => mayBeToldTo.includes(name)),
    foreignRowsIn: (answer, name) =>
      toldBy(answer, ({ isInRowsOf }) => name !== 'nobody' && isInRowsOf.includes(name)),
  };
};

const aText = (): string => `鸟${randomUUID().slice(0, 13)}`;
const homeStaff: readonly PrincipalName[] = ['dispatcher', 'admin', 'finance'];
const dispatchers: readonly PrincipalName[] = ['dispatcher', 'admin'];
const family: readonly PrincipalName[] = [
  'booker',
  'proxy who may view',
  'proxy who may book',
  'proxy who may book, restricted',
];
const assigned = (object: ObjectName): readonly PrincipalName[] => [
  'assigned escort',
  ...(object === 'serving' ? (['assigned escort, restricted'] as const) : []),
];
const staffOf = (tenant: 'home' | 'foreign'): readonly PrincipalName[] =>
  principalNames.filter(
    (name) => principalOf(name).tenant === tenant && principalOf(name).staff !== undefined,
  );
const everybodyOf = (tenant: 'home' | 'foreign'): readonly PrincipalName[] =>
  principalNames.filter((name) => principalOf(name).tenant === tenant);
/** Whose patient, or whose order, it is or was. */
const patientRows = (side: 'home' | 'foreign'): readonly PrincipalName[] =>
  side === 'foreign'
    ? everybodyOf('foreign')
    : [
        ...family,
        'proxy of yesterday',
        ...staffOf('home'),
        'assigned escort',
        'assigned escort, restricted',
        'offered escort',
      ];
const orderRows = (object: ObjectName): readonly PrincipalName[] => {
  if (object === 'foreign') return everybodyOf('foreign');
  const escorts: readonly PrincipalName[] =
    object === 'offered'
      ? ['offered escort']
      : isCovered(object) || object === 'finished long ago'
        ? assigned(object)
        : [];
  return [...family, 'proxy of yesterday', ...staffOf('home'), ...escorts];
};
const foreigners: readonly PrincipalName[] = ['foreign family', 'foreign dispatcher', 'foreign admin'];

/** The canaries of a world, each with the sentence of who may be told it. */
export const canaryOf = {
  /** A name: the person's own, their organisation's staff; those of one order know who booked it and who comes. */
  account: (name: PrincipalName): Canary => {
    const { tenant, isEscort } = principalOf(name);
    const families = tenant === 'home' ? family : foreigners;
    const isOfOrder = isEscort === true || name === 'booker' || name === 'foreign family';
    const handsOver: readonly PrincipalName[] = name.startsWith('assigned') ? assigned('serving') : [];
    // Whoever keeps the patient is told who else may see and book.
    const keepers: readonly PrincipalName[] = family.includes(name) ? ['booker'] : [];
    const mayBeToldTo = [name, ...staffOf(tenant), ...(isOfOrder ? families : []), ...handsOver, ...keepers];
    return { what: `name of ${name}`, text: aText(), mayBeToldTo, isInRowsOf: everybodyOf(tenant) };
  },
  patient: (side: 'home' | 'foreign'): Canary => ({
    what: `name of the ${side} patient`,
    text: aText(),
    mayBeToldTo:
      side === 'home'
        ? [...family, ...homeStaff, 'quality', 'support', 'assigned escort', 'assigned escort, restricted']
        : [...foreigners, 'foreign escort'],
    isInRowsOf: patientRows(side),
  }),
  note: (object: ObjectName): Canary => ({
    what: `what was noted, ${object}`,
    text: aText(),
    mayBeToldTo:
      object === 'foreign'
        ? [...foreigners, 'foreign escort']
        : [...family, ...homeStaff, ...assigned(object)],
    isInRowsOf: orderRows(object),
  }),
  /** What was said about an order is told to whoever takes part in it, and in no row of anybody who was only asked to come. */
  message: (object: ObjectName): Canary => ({
    what: `what was said, ${object}`,
    text: aText(),
    mayBeToldTo:
      object === 'foreign'
        ? [...foreigners, 'foreign escort']
        : [...family, ...dispatchers, ...(isCovered(object) ? assigned(object) : [])],
    isInRowsOf:
      object === 'foreign'
        ? everybodyOf('foreign')
        : orderRows(object).filter((name) => name !== 'offered escort'),
  }),
  /** Why somebody of the staff did something is for the staff. */
  reason: (object: ObjectName): Canary => ({
    what: `why it was done, ${object}`,
    text: aText(),
    mayBeToldTo: object === 'foreign' ? ['foreign dispatcher', 'foreign admin'] : homeStaff,
    isInRowsOf: orderRows(object),
  }),
  /** The code that the escort has to be told by the family. */
  visitCode: (object: ObjectName): Canary => ({
    what: `visit code, ${object}`,
    text: String(randomInt(100_000, 1_000_000)),
    mayBeToldTo: object === 'foreign' ? foreigners : [...family, ...dispatchers],
    isInRowsOf: orderRows(object),
  }),
};
