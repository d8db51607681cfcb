import type { AccountId, StoredFileId, TenantId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { FileUnfit, StoredMediaType } from './file-policy.js';

/** A file as it may be stored. */
export type CleanFile = { readonly mediaType: StoredMediaType; readonly content: Uint8Array };

/** Looks into what somebody has sent. */
export interface FileInspector {
  /**
   * What may be stored of it: a picture is decoded and written anew, so that nothing but its pixels is left; a PDF is taken as it
   * is when nothing in it acts. Refuses whatever is none of these, is too large or cannot be read.
   */
  inspect(content: Uint8Array): Promise<Result<CleanFile, FileUnfit>>;
  /** Equal for equal contents and no others, in hex. */
  fingerprint(content: Uint8Array): string;
}

export type StoredFile = CleanFile & {
  readonly id: StoredFileId;
  readonly tenantId: TenantId;
  /** Whose it is: with their key it is sealed, and erased with them. */
  readonly accountId: AccountId;
  readonly storedAt: Date;
};

export interface FileStore {
  insert(file: StoredFile): Promise<void>;
  /** The file, or undefined where there is none or its owner was erased. */
  read(id: StoredFileId): Promise<StoredFile | undefined>;
  /** How many bytes an account has stored. */
  bytesOf(accountId: AccountId): Promise<number>;
}
