/** A body, or all headers together, is larger than is read; nothing was done. */
export type BodyTooLarge = { readonly type: 'BodyTooLarge'; readonly limitBytes: number };
export type HeadersTooLarge = { readonly type: 'HeadersTooLarge'; readonly limitBytes: number };

/** What is written must be JSON in UTF-8 and say so in `Content-Type`: a browser sends nothing else unasked across sites. */
export type NotJson = { readonly type: 'NotJson' };

/** What makes a JSON text unfit to be read (FX2). */
export type JsonFault =
  | 'malformed'
  | 'not-utf-8'
  | 'too-deep'
  | 'too-many-keys'
  | 'duplicate-key'
  | 'forbidden-key'
  | 'forbidden-character'
  | 'number-out-of-range';

/** The JSON is malformed or hostile; `at` is the character where that was seen. */
export type UnsafeJson = { readonly type: 'UnsafeJson'; readonly fault: JsonFault; readonly at: number };

/** A page of another site sent it with this site's cookie (AU10). */
export type CrossSiteWrite = { readonly type: 'CrossSiteWrite' };

/** The address is there, but not for this method. */
export type MethodNotSupported = { readonly type: 'MethodNotSupported' };

/** The request is not HTTP as this server reads it, or its address cannot be decoded. */
export type MalformedRequest = { readonly type: 'MalformedRequest' };

/** More calls in one batch than are taken, or one that is only taken alone because it may be guessed (AU1). */
export type BatchTooLarge = { readonly type: 'BatchTooLarge'; readonly limit: number };
export type NotInBatch = { readonly type: 'NotInBatch' };

/** The request did not arrive in full, or was not answered, within its time. */
export type RequestTimeout = { readonly type: 'RequestTimeout' };

/** A fault of the platform; whoever asks about it names the request. */
export type InternalFault = { readonly type: 'InternalFault' };

/** A write of a partner carries a key that the client has made and kept: 8 to 100 letters, digits, `-` or `_` (IN3). */
export type IdempotencyKeyNeeded = { readonly type: 'IdempotencyKeyNeeded' };

/** A change of a thing says which version of it was seen, in `If-Match` (BK5). */
export type VersionNeeded = { readonly type: 'VersionNeeded' };

/** `If-Match` is neither `*` nor a list of ETags in double quotes (RFC 9110, 13.1.1), or a longer one than is read. */
export type IfMatchMalformed = { readonly type: 'IfMatchMalformed' };

/** JSON of another kind than this address takes with this method, which is `takes`. */
export type MediaTypeUnfit = { readonly type: 'MediaTypeUnfit'; readonly takes: string };

/** This method takes no body: what it is about stands in the address. */
export type BodyNotTaken = { readonly type: 'BodyNotTaken' };

/** Nothing of what `Accept` asks for can be told here. */
export type NotAcceptable = { readonly type: 'NotAcceptable' };

/** A key stands in the address, where logs and histories keep it; it counts as known to others from now on. */
export type KeyInAddress = { readonly type: 'KeyInAddress' };

/** Not a cursor that was given out with this list, of the same place, range and filters. */
export type CursorInvalid = { readonly type: 'CursorInvalid' };

/** The cursor points to events that are older than they are kept, so some may be gone: `keptDays`. */
export type CursorExpired = { readonly type: 'CursorExpired'; readonly keptDays: number };

/** What sandboxes have for trying things out, asked of a server that is none; nothing was done. */
export type SandboxOnly = { readonly type: 'SandboxOnly' };

/** Refusals of the door: before any operation is looked at. */
export type RequestRefusal =
  | BatchTooLarge
  | BodyNotTaken
  | BodyTooLarge
  | CrossSiteWrite
  | CursorExpired
  | CursorInvalid
  | HeadersTooLarge
  | IdempotencyKeyNeeded
  | IfMatchMalformed
  | InternalFault
  | KeyInAddress
  | MalformedRequest
  | MediaTypeUnfit
  | MethodNotSupported
  | NotAcceptable
  | NotInBatch
  | NotJson
  | RequestTimeout
  | SandboxOnly
  | UnsafeJson
  | VersionNeeded;
