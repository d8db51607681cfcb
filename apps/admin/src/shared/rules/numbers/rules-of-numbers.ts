import type { NumberFieldDto, NumberListDto, PolicyPreviewDto } from '@banzhen/contracts';
import type { Permission } from '../../api/me.js';
import type { NumberGroups } from './numbers.js';

/** Whose words they are told with: `<texts>.title`, `<texts>.field.<place>` and so on. */
export type RulesTexts = 'clinicRules' | 'visitRules';

/** A policy that tenants publish by version: what stands on its page, and how it is read, checked and published. */
export type RulesOfNumbers<Numbers> = {
  readonly texts: RulesTexts;
  readonly groups: NumberGroups;
  readonly mayPreview: Permission;
  readonly mayPublish: Permission;
  /** Everything that was read of it stands under this key. */
  readonly key: readonly unknown[];
  readonly read: () => Promise<PublishedNumbers<Numbers>>;
  readonly preview: (draft: DraftNumbers<Numbers>) => Promise<PolicyPreviewDto>;
  readonly publish: (next: NextNumbers<Numbers>) => Promise<unknown>;
};

export type DraftNumbers<Numbers> = { readonly policy: Numbers; readonly inForceFrom?: string };
export type NextNumbers<Numbers> = DraftNumbers<Numbers> & {
  readonly latest: number;
  readonly reason: string;
};

/** What can be published, and every version. */
export type PublishedNumbers<Numbers> = {
  readonly fields: readonly NumberFieldDto[];
  readonly lists: readonly NumberListDto[];
  readonly versions: readonly {
    readonly policy: { readonly version: number };
    readonly numbers: Numbers;
    readonly inForceFrom: string;
    readonly isInForce: boolean;
    readonly reason?: string;
  }[];
};

/** As they were given, with the type of their numbers. */
export const rulesOfNumbers = <Numbers extends object>(
  rules: RulesOfNumbers<Numbers>,
): RulesOfNumbers<Numbers> => rules;

/** A version as the server gives it, with its numbers apart from its own. */
export const withNumbersApart = <Policy extends { readonly version: number }, Rest extends object>({
  policy: { version, ...numbers },
  ...rest
}: Rest & { readonly policy: Policy }) => ({ ...rest, policy: { version }, numbers });
