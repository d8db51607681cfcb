import type { FileDamaged, PdfActive } from '@banzhen/domain/files';
import { done, err, type Result } from '@banzhen/domain/shared/result';

/** Names by which a PDF acts (ISO 32000-2, 12.6). Long enough never to stand in compressed bytes by chance. */
const actions =
  /\/(?:JavaScript|Launch|Rendition|RichMedia|ImportData|SubmitForm|GoToE|GoToR|XFA)(?![A-Za-z])|javascript\s*:/i;
const attachments = /\/(?:EmbeddedFiles?|FileAttachment)(?![A-Za-z])/;
/**
 * Where objects are out of sight: encrypted, or in a stream of objects. How such a stream is packed can be written in so many ways that whoever
 * looks for names alone cannot say what is in it.
 */
const hidden = /\/(?:Encrypt|ObjStm)(?![A-Za-z])/;

const TAIL_BYTES = 1_024;

/** Any letter of a name may be written as `#` and two digits. */
const unescaped = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const isWhole = (text: string): boolean =>
  /^%PDF-[12]\.\d/.test(text) && /startxref\s+\d+\s+%%EOF/.test(text.slice(-TAIL_BYTES));

/**
 * Whether a PDF is whole, and nothing in it acts, carries a file or is hidden: scripts, launches, forms that send, attachments,
 * encryption and streams of objects are refused, also where a name is written in hex. It looks for names and is no reader of PDFs;
 * what it cannot look into it refuses.
 */
export const inspectPdf = (content: Uint8Array): Result<void, FileDamaged | PdfActive> => {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
  if (!isWhole(text)) return err({ type: 'FileDamaged' });
  const names = unescaped(text);
  if (hidden.test(names)) return err({ type: 'PdfActive', by: 'unreadable' });
  if (actions.test(names)) return err({ type: 'PdfActive', by: 'action' });
  return attachments.test(names) ? err({ type: 'PdfActive', by: 'attachment' }) : done;
};
