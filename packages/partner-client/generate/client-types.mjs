import openapiTs, { astToString } from 'openapi-typescript';

/** @typedef {{ name: string, required?: boolean }} Parameter */
/** @typedef {{ [name: string]: any }} Json */

/** What the client makes by itself, so that whoever calls may leave it out. */
const made = 'idempotency-key';

/** The types of the partner client, from the document of `/v1`. @param {Json} document @returns {Promise<string>} */
export async function clientTypes(document) {
  const copy = structuredClone(document);
  for (const path of Object.values(copy.paths))
    for (const operation of Object.values(path))
      for (const parameter of /** @type {Parameter[]} */ (operation.parameters ?? []))
        if (parameter.name === made) parameter.required = false;
  const types = astToString(
    await openapiTs(/** @type {import('openapi-typescript').OpenAPI3} */ (/** @type {unknown} */ (copy))),
  );
  // Nothing is sent to partners by these, and nobody asks for them.
  const used = types.replace(/^export type webhooks = .*\n/m, '').replace(/^export type \$defs = .*\n/m, '');
  return `// Generated from docs/api/partner-v1.json by node scripts/generate-docs.mjs.\n${used}`;
}
