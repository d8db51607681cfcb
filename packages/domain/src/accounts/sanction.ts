import type { RestrictableFunction } from '../shared/actor.js';
import type { AccountId, SanctionId } from '../shared/ids.js';

export const sanctionCauses = [
  'false-credentials',
  'malicious-review',
  'disorder',
  'fraud',
  'other',
] as const;

/** Why somebody was sanctioned (B44). */
export type SanctionCause = (typeof sanctionCauses)[number];

export const sanctionKinds = ['warned', 'restricted', 'banned'] as const;

/** A warning, functions taken away, or no access at all. */
export type SanctionMeasure =
  | { readonly kind: 'warned' }
  | {
      readonly kind: 'restricted';
      readonly functions: readonly [RestrictableFunction, ...RestrictableFunction[]];
    }
  | { readonly kind: 'banned' };

/** What somebody may not do, why, for how long, and what they said to it (B44). Effective on the next request. */
export type Sanction = {
  readonly id: SanctionId;
  readonly accountId: AccountId;
  readonly measure: SanctionMeasure;
  readonly cause: SanctionCause;
  readonly reason: string;
  readonly from: Date;
  readonly until?: Date;
  readonly by: AccountId;
  readonly lifted?: { readonly at: Date; readonly by: AccountId; readonly reason: string };
  readonly appeal?: Appeal;
  /** Goes up with every change. */
  readonly version: number;
};

/** As much of a sanction as says what it takes away, and when. */
export type SanctionEffect = Pick<Sanction, 'id' | 'measure' | 'cause' | 'from' | 'until'> &
  Partial<Pick<Sanction, 'lifted'>>;

/** One appeal for each sanction, answered once; granting it lifts the sanction. */
export type Appeal = {
  readonly text: string;
  readonly at: Date;
  readonly answer?: {
    readonly granted: boolean;
    readonly text: string;
    readonly at: Date;
    readonly by: AccountId;
  };
};

/** The account is banned. An appeal is possible with a code on the phone. */
export type AccountBanned = {
  readonly type: 'AccountBanned';
  readonly sanctionId: SanctionId;
  readonly cause: SanctionCause;
  readonly until?: Date;
};

/** A sanction, its end, an appeal and its answer each say why. */
export type WordsRequired = { readonly type: 'WordsRequired' };

/** The sanction has been lifted or has run out. */
export type SanctionOver = { readonly type: 'SanctionOver' };

/** There is an appeal against it already. */
export type AppealMade = { readonly type: 'AppealMade' };

/** There is no appeal, or it has been answered. */
export type NoOpenAppeal = { readonly type: 'NoOpenAppeal' };

export const isLiveSanction = ({ from, until, lifted }: SanctionEffect, now: Date): boolean =>
  lifted === undefined && from <= now && (until === undefined || now < until);

/** The ban that keeps this account out now, or undefined. */
export const banIn = (sanctions: readonly SanctionEffect[], now: Date): AccountBanned | undefined => {
  const ban = sanctions.find((one) => one.measure.kind === 'banned' && isLiveSanction(one, now));
  if (!ban) return undefined;
  const { id: sanctionId, cause, until } = ban;
  return { type: 'AccountBanned', sanctionId, cause, ...(until ? { until } : {}) };
};

/** Functions that live sanctions take away, each once. */
export const restrictedIn = (
  sanctions: readonly SanctionEffect[],
  now: Date,
): readonly RestrictableFunction[] => [
  ...new Set(
    sanctions
      .filter((one) => isLiveSanction(one, now))
      .flatMap(({ measure }) => (measure.kind === 'restricted' ? measure.functions : [])),
  ),
];

const changed = (sanction: Sanction, change: Partial<Sanction>): Sanction => ({
  ...sanction,
  ...change,
  version: sanction.version + 1,
});

export const lift = (sanction: Sanction, lifted: NonNullable<Sanction['lifted']>): Sanction =>
  changed(sanction, { lifted });

export const appealTo = (sanction: Sanction, text: string, at: Date): Sanction =>
  changed(sanction, { appeal: { text, at } });

/** The answered appeal; a granted one lifts the sanction by the same act. */
export const answered = (
  sanction: Sanction,
  appeal: Appeal,
  answer: NonNullable<Appeal['answer']>,
): Sanction =>
  changed(sanction, {
    appeal: { ...appeal, answer },
    ...(answer.granted ? { lifted: { at: answer.at, by: answer.by, reason: answer.text } } : {}),
  });
