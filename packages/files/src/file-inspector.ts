import { createHash } from 'node:crypto';
import type { FileInspector } from '@banzhen/domain/files';
import { filePolicy } from '@banzhen/domain/files';
import { err, ok } from '@banzhen/domain/shared/result';
import { fileTypeFromBuffer } from 'file-type';
import { inspectPdf } from './inspect-pdf.js';
import { inspectPicture } from './inspect-picture.js';

const pictures: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** Does works one after the other, whoever asks for them. */
const inTurn = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
};

/** Looks into files on sharp and file-type, one file at a time in each process: a crowd waits and takes no more memory. */
export const fileInspector = (): FileInspector => {
  const one = inTurn();
  return {
    inspect: (content) =>
      one(async () => {
        if (content.length > filePolicy.mostBytes)
          return err({ type: 'FileTooLarge', limitBytes: filePolicy.mostBytes });
        const mime = (await fileTypeFromBuffer(content))?.mime;
        if (mime === 'application/pdf') {
          const fit = inspectPdf(content);
          return fit.ok ? ok({ mediaType: mime, content }) : fit;
        }
        return mime && pictures.includes(mime) ? inspectPicture(content) : err({ type: 'FileTypeUnfit' });
      }),
    fingerprint: (content) => createHash('sha256').update(content).digest('hex'),
  };
};
