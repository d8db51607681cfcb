/** What is taken of files that people send: bytes, pixels and seconds (FX8). */
export const filePolicy = {
  mostBytes: 10 * 1024 * 1024,
  mostPixels: 40_000_000,
  /** A request with several files. */
  mostBytesOfRequest: 24 * 1024 * 1024,
  uploadSeconds: 30,
  /** What one account may have stored at a time. */
  mostBytesOfAccount: 60 * 1024 * 1024,
} as const;

/** What is stored: pictures are written anew as JPEG, papers stay as they are. */
export type StoredMediaType = 'image/jpeg' | 'application/pdf';

/** None of JPEG, PNG, WebP and PDF, whatever its name or the sender says: the content decides (FX7). */
export type FileTypeUnfit = { readonly type: 'FileTypeUnfit' };
export type FileTooLarge = { readonly type: 'FileTooLarge'; readonly limitBytes: number };
export type PictureTooLarge = { readonly type: 'PictureTooLarge'; readonly limitPixels: number };
/** It begins like what it should be, and cannot be read to its end. */
export type FileDamaged = { readonly type: 'FileDamaged' };
/** A PDF that does something by itself, carries other files, or cannot be looked into. */
export type PdfActive = { readonly type: 'PdfActive'; readonly by: 'action' | 'attachment' | 'unreadable' };
/** With these files the account would have more stored than it may. */
export type FileQuotaReached = { readonly type: 'FileQuotaReached'; readonly limitBytes: number };

/** Why a file is not taken. */
export type FileUnfit = FileTypeUnfit | FileTooLarge | PictureTooLarge | FileDamaged | PdfActive;
