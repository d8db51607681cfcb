import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { Platform } from '@banzhen/platform';
import type { Hono } from 'hono';
import { idempotencyKeyIn, versionIn } from '../v1/headers.js';
import { partnerDoor } from '../v1/partner-door.js';
import type { PartnerContext, PartnerEnv } from '../v1/partner-env.js';
import { isStrict, readAsked, uuidIn } from './asked.js';
import type { Act, Changed, FoundPage, ReadOne, Search } from './interaction.js';
import { FHIR_JSON, outcomeAnswer, remark } from './outcome.js';
import { relativeTo } from './own-references.js';
import type { Resource } from './resource.js';

/** What serving needs besides the platform: where the façade is reached from, such as `https://banzhen.example/fhir`. */
export type FhirHost = { readonly platform: Platform; readonly baseOf: (context: PartnerContext) => string };

const OK = 200;
const CREATED = 201;
const NOT_MODIFIED = 304;

export const fhirTag = (version: string | number): string => `W/"${version}"`;

const versionOf = ({ meta }: Resource): string | undefined => {
  const version: unknown = Reflect.get(Object(meta), 'versionId');
  return typeof version === 'string' ? version : undefined;
};

const told = (context: PartnerContext, resource: Resource, status: 200 | 201 = OK): Response => {
  const version = versionOf(resource);
  if (version !== undefined) context.header('ETag', fhirTag(version));
  return context.body(JSON.stringify(resource), status, { 'content-type': FHIR_JSON });
};

const door = (platform: Platform, operation: (context: PartnerContext) => OperationId) =>
  partnerDoor(platform, operation, outcomeAnswer);

/** A page as FHIR has it; parameters that were ignored are named, and are not in `self`. */
const searchset = (
  base: string,
  { type }: Search,
  { query, ignored }: { readonly query: URLSearchParams; readonly ignored: readonly string[] },
  { resources, nextCursor }: FoundPage,
): Resource => {
  const self = new URLSearchParams([...query].filter(([name]) => !ignored.includes(name)));
  const next = new URLSearchParams(self);
  if (nextCursor !== undefined) next.set('_cursor', nextCursor);
  const at = (params: URLSearchParams) => (params.size > 0 ? `${base}/${type}?${params}` : `${base}/${type}`);
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [
      { relation: 'self', url: at(self) },
      ...(nextCursor === undefined ? [] : [{ relation: 'next', url: at(next) }]),
    ],
    entry: [
      ...resources.map((resource) => ({
        fullUrl: `${base}/${type}/${resource.id}`,
        resource,
        search: { mode: 'match' },
      })),
      ...(ignored.length === 0
        ? []
        : [
            {
              resource: remark('warning', `ignored: ${ignored.join(', ').slice(0, 500)}`),
              search: { mode: 'outcome' },
            },
          ]),
    ],
  };
};

/** A path as clients write it: some encode the sign of an operation. */
export const spellingsOf = (path: string): string[] =>
  path.includes('$') ? [path, path.replace('$', '%24')] : [path];

/** Serves a search. */
export const serveSearch = (app: Hono<PartnerEnv>, { platform, baseOf }: FhirHost, search: Search): void => {
  app.get(
    `/${search.type}`,
    door(platform, () => search.operation),
    async (context) => {
      const query = new URL(context.req.url).searchParams;
      const base = baseOf(context);
      const strict = isStrict(context.req.header('prefer'));
      const asked = readAsked(query, search.params, { base, strict });
      if (!asked.ok) return outcomeAnswer(context, asked.error);
      const found = await search.search(platform, context.var.partner, asked.value);
      if (!found.ok) return outcomeAnswer(context, found.error);
      return told(context, searchset(base, search, { query, ...asked.value }, found.value));
    },
  );
};

/** Serves one resource by its id; an unchanged one is not told again (`If-None-Match`). */
export const serveRead = (app: Hono<PartnerEnv>, { platform }: FhirHost, one: ReadOne): void => {
  app.get(
    `/${one.type}/:id`,
    door(platform, () => one.operation),
    async (context) => {
      const id = uuidIn(context.req.param('id'));
      if (id === undefined) return outcomeAnswer(context, { type: 'NotFound' });
      const found = await one.read(platform, context.var.partner, id);
      if (!found.ok) return outcomeAnswer(context, found.error);
      const version = versionOf(found.value);
      const seen = context.req.header('if-none-match')?.split(',') ?? [];
      if (version !== undefined && seen.some((tag) => tag.trim() === fhirTag(version))) {
        context.header('ETag', fhirTag(version));
        return context.body(null, NOT_MODIFIED);
      }
      return told(context, found.value);
    },
  );
};

const NEW_UNLESS = /^identifier=(?:[^|&]*(?:\||%7[Cc]))?([\w-]{8,100})$/;

/** The key of a write: ours, or for something new the identifier of FHIR's conditional create. */
const keyOf = (context: PartnerContext, { makes }: Act): Result<string, Refusal> => {
  const own = context.req.header('idempotency-key');
  const unless = context.req.header('if-none-exist');
  const identifier = NEW_UNLESS.exec(unless ?? '')?.[1];
  // A condition that is not looked at would be broken without a word.
  if (unless !== undefined && identifier === undefined) return err({ type: 'IdempotencyKeyNeeded' });
  return idempotencyKeyIn(own ?? (makes ? identifier : undefined));
};

/** The version that was seen: FHIR writes its tags as weak ones. */
const seenIn = (ifMatch: string | undefined) => versionIn(ifMatch, true);

const bodyOf = ({ var: { bodyText } }: PartnerContext, base: string): unknown =>
  bodyText === undefined || bodyText === '' ? undefined : relativeTo(base, JSON.parse(bodyText));

/** The appointment after a change, where the key may read appointments, else a word that it was done. */
const changedResource = async (
  { partner }: PartnerContext['var'],
  readOne: ReadOne,
  platform: Platform,
  { appointmentId, version }: Changed,
): Promise<Result<Resource, Refusal>> => {
  if (partner.operations.includes(readOne.operation)) return readOne.read(platform, partner, appointmentId);
  return ok(remark('information', `Appointment/${appointmentId} has version ${version} now`));
};

/** What an operation of FHIR returns: a Bundle with one entry. */
const returned = (base: string, resource: Resource): Resource => ({
  resourceType: 'Bundle',
  type: 'searchset',
  link: [{ relation: 'self', url: `${base}/Appointment` }],
  entry: [
    resource.id === undefined
      ? { resource, search: { mode: 'outcome' } }
      : { fullUrl: `${base}/Appointment/${resource.id}`, resource, search: { mode: 'match' } },
  ],
});

/** Serves something to be done: once for each key, and on the version that was seen. */
export const serveAct = (app: Hono<PartnerEnv>, host: FhirHost, act: Act, readOne: ReadOne): void => {
  const { platform, baseOf } = host;
  const changeIn = (context: PartnerContext) =>
    act.changeOf(bodyOf(context, baseOf(context)), context.req.param('id'));
  const operationIn = (context: PartnerContext): OperationId => {
    const change = changeIn(context);
    const [first] = act.operations;
    if (first === undefined) throw new Error(`${act.path} is for no operation`);
    return change.ok ? change.value.operation : first;
  };
  app.on(act.method, spellingsOf(act.path), door(platform, operationIn), async (context) => {
    const { partner } = context.var;
    const key = keyOf(context, act);
    if (!key.ok) return outcomeAnswer(context, key.error);
    const seen = act.makes ? ok({}) : seenIn(context.req.header('if-match'));
    if (!seen.ok) return outcomeAnswer(context, seen.error);
    const change = changeIn(context);
    if (!change.ok) return outcomeAnswer(context, change.error);
    const asked = { idempotencyKey: key.value, ...seen.value };
    const changed = await change.value.run(platform, partner, asked);
    if (!changed.ok) return outcomeAnswer(context, changed.error);
    const resource = await changedResource(context.var, readOne, platform, changed.value);
    if (!resource.ok) return outcomeAnswer(context, resource.error);
    const base = baseOf(context);
    context.header('ETag', fhirTag(changed.value.version));
    if (act.makes) context.header('Location', `${base}/Appointment/${changed.value.appointmentId}`);
    const isOperation = act.code === 'hold' || act.code === 'book';
    return isOperation
      ? told(context, returned(base, resource.value))
      : told(context, resource.value, act.makes ? CREATED : OK);
  });
};
