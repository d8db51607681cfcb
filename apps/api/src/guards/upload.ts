import { filePolicy } from '@banzhen/domain/files';
import type { Refusal } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { DoorContext } from './door-env.js';

const MULTIPART = /^multipart\/form-data\s*;.*boundary=/i;

/** Requests with files in them that one process reads at a time: each may hold its whole body. */
export const MOST_UPLOADS = 4;

/** Where files are taken; everywhere else a body is JSON. */
export const takesUpload = ({ req }: DoorContext): boolean =>
  req.method === 'POST' && req.path === '/api/caregiver/qualification';

/** What is wrong with the type of an upload. */
export const uploadRefusal = ({ req }: DoorContext): Refusal | undefined => {
  const isPlain = (req.header('content-encoding') ?? 'identity') === 'identity';
  return isPlain && MULTIPART.test(req.header('content-type') ?? '') ? undefined : { type: 'NotMultipart' };
};

/** Reads a body until it is too much, or too slow: whoever sends a byte a second holds a place no longer than this. */
const bytesIn = async (body: ReadableStream<Uint8Array>): Promise<Result<Buffer, Refusal>> => {
  const reader = body.getReader();
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    patience = setTimeout(resolve, filePolicy.uploadSeconds * 1_000, 'late');
  });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const give = (refusal: Refusal) => {
    reader.cancel().catch(() => undefined);
    return err(refusal);
  };
  try {
    for (;;) {
      const read = await Promise.race([reader.read(), late]);
      if (read === 'late') return give({ type: 'UploadTooSlow', limitSeconds: filePolicy.uploadSeconds });
      if (read.done) return ok(Buffer.concat(chunks));
      bytes += read.value.length;
      const limitBytes = filePolicy.mostBytesOfRequest;
      if (bytes > limitBytes) return give({ type: 'BodyTooLarge', limitBytes });
      chunks.push(read.value);
    }
  } catch {
    return err({ type: 'MalformedRequest' });
  } finally {
    clearTimeout(patience);
  }
};

/** The form of an upload, counted while it comes. */
export const uploadedForm = async ({ req }: DoorContext): Promise<Result<FormData, Refusal>> => {
  if (!req.raw.body) return err({ type: 'MalformedRequest' });
  const bytes = await bytesIn(req.raw.body);
  if (!bytes.ok) return bytes;
  try {
    const headers = { 'content-type': req.header('content-type') ?? '' };
    return ok(await new Response(new Uint8Array(bytes.value), { headers }).formData());
  } catch {
    return err({ type: 'MalformedRequest' });
  }
};
