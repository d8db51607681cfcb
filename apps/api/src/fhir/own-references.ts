/** A reference without our own address in front; one to another server stays as it is, and is none of ours. */
export const withoutBase = (base: string, text: string): string =>
  text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text;

const POINTS_SOMEWHERE: ReadonlySet<string> = new Set(['reference', 'valueUri']);

/** A body with its references to what is served here written relatively, as FHIR allows both. */
export const relativeTo = (base: string, body: unknown): unknown => {
  if (Array.isArray(body)) return body.map((one) => relativeTo(base, one));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      POINTS_SOMEWHERE.has(name) && typeof value === 'string'
        ? withoutBase(base, value)
        : relativeTo(base, value),
    ]),
  );
};
