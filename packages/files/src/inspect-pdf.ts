import { constants, inflateSync } from 'node:zlib';
import type { FileDamaged, PdfActive } from '@banzhen/domain/files';
import { done, err, type Result } from '@banzhen/domain/shared/result';

/** Names by which a PDF acts (ISO 32000-2, 12.6). Long enough never to stand in compressed bytes by chance. */
const actions = /\/(?:JavaScript|Launch|Rendition|RichMedia|ImportData|SubmitForm|GoToE|XFA)(?![A-Za-z])/;
const attachments = /\/(?:EmbeddedFiles?|FileAttachment)(?![A-Za-z])/;
/** Short names are looked for where text is expected. */
const shortActions = /\/JS(?![A-Za-z])/;
const locked = /\/Encrypt(?![A-Za-z])/;
const objectStream = /\/ObjStm(?![A-Za-z])/;
/** What stands in the way of reading a stream of objects. */
const veiled =
  /\/(?:DecodeParms|DP|Predictor|LZWDecode|ASCIIHexDecode|ASCII85Decode|RunLengthDecode|Crypt)(?![A-Za-z])/;

/** Inflated bytes that one file may ask for. */
const MOST_INFLATED = 96 * 1024 * 1024;
const TAIL_BYTES = 1_024;
/** More than the dictionary of a stream of objects takes. */
const DICTIONARY_BYTES = 2_048;

/** Any letter of a name may be written as `#` and two digits. */
const unescaped = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const isWhole = (text: string): boolean =>
  /^%PDF-[12]\.\d/.test(text) && /startxref\s+\d+\s+%%EOF/.test(text.slice(-TAIL_BYTES));

type Stream = { readonly dictionary: string; readonly data: Buffer };

function* streamsOf(content: Buffer, text: string): Generator<Stream> {
  for (const found of text.matchAll(/(?<!end)stream\r?\n/g)) {
    const dataAt = found.index + found[0].length;
    yield {
      dictionary: unescaped(text.slice(Math.max(0, found.index - DICTIONARY_BYTES), found.index)),
      data: content.subarray(dataAt),
    };
  }
}

/** The contents of a stream, as far as they are there; undefined where it is none that is inflated. */
const inflated = (data: Buffer, most: number): string | undefined => {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most };
    return inflateSync(data, options).toString('latin1');
  } catch (thrown) {
    if (thrown instanceof RangeError) throw thrown;
    return undefined;
  }
};

const faultIn = (text: string): PdfActive['by'] | undefined => {
  if (actions.test(text)) return 'action';
  return attachments.test(text) ? 'attachment' : undefined;
};

/** The nearest object before a stream is the one that it belongs to. */
const ownDictionary = (dictionary: string): string => dictionary.slice(dictionary.lastIndexOf(' obj') + 1);

const faultInStreams = (content: Buffer, text: string): PdfActive['by'] | undefined => {
  let left = MOST_INFLATED;
  for (const { dictionary, data } of streamsOf(content, text)) {
    const own = ownDictionary(dictionary);
    const holdsObjects = objectStream.test(own);
    if (holdsObjects && veiled.test(own)) return 'unreadable';
    const plain = inflated(data, left);
    if (plain === undefined) {
      if (holdsObjects && /\/Filter(?![A-Za-z])/.test(own)) return 'unreadable';
      continue;
    }
    left -= plain.length;
    const names = unescaped(plain);
    const fault = faultIn(names) ?? (holdsObjects && shortActions.test(names) ? 'action' : undefined);
    if (fault) return fault;
  }
  return undefined;
};

/** Takes bytes out in which streams are: what is between two objects is text. */
const withoutStreams = (text: string): string => text.replace(/stream\r?\n[\s\S]*?endstream/g, '');

/**
 * Whether a PDF is whole, and nothing in it acts, carries a file or is hidden: scripts, launches, forms that send, attachments and
 * encryption are refused, also where a name is written in hex or stands in a compressed stream of objects. It looks for names and
 * is no reader of PDFs; what it cannot look into it refuses.
 */
export const inspectPdf = (content: Uint8Array): Result<void, FileDamaged | PdfActive> => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const text = bytes.toString('latin1');
  if (!isWhole(text)) return err({ type: 'FileDamaged' });
  const names = unescaped(text);
  const outside = unescaped(withoutStreams(text));
  if (locked.test(outside)) return err({ type: 'PdfActive', by: 'unreadable' });
  if (shortActions.test(outside)) return err({ type: 'PdfActive', by: 'action' });
  try {
    const by = faultIn(names) ?? faultInStreams(bytes, text);
    return by ? err({ type: 'PdfActive', by }) : done;
  } catch {
    return err({ type: 'PdfActive', by: 'unreadable' });
  }
};
