import type { RoleGrantDto, SanctionDto } from '@banzhen/contracts';

/** Whom an act is about, as far as every page knows them. */
export type Whom = { readonly accountId: string; readonly name: string };

/** What somebody has begun to do about a person. */
export type PersonAct =
  | { readonly kind: 'impose' | 'grant' | 'reset-totp' }
  | { readonly kind: 'lift'; readonly sanction: SanctionDto }
  | { readonly kind: 'revoke'; readonly grant: RoleGrantDto };

/** What every dialog about a person is given. */
export type PersonActProps = {
  readonly whom: Whom;
  readonly onDone: () => void;
  readonly onClose: () => void;
};
