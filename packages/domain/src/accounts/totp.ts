import type { AccountId } from '../shared/ids.js';

/** The authenticator app of an account. */
export type Totp = {
  readonly accountId: AccountId;
  /** Base32. */
  readonly secret: string;
  /** When a first code proved that the app knows the secret; before, it opens nothing. */
  readonly confirmedAt?: Date;
  /** The step of the newest code that was taken: it and all before it are refused from then on. */
  readonly lastStep: number;
};

/** The code is wrong, or was used already. */
export type TotpWrong = { readonly type: 'TotpWrong' };

/** Before any code was taken. */
export const NO_STEP = 0;

/** What an authenticator app reads from a QR code; `label` stands beside the code in the app. */
export const totpUri = (secret: string, label: string): string =>
  `otpauth://totp/${encodeURIComponent(`Banzhen:${label}`)}?secret=${secret}&issuer=Banzhen&algorithm=SHA1&digits=6&period=30`;
