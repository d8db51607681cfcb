import { createHash } from 'node:crypto';
import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import { type HospitalId, idFrom } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { Platform } from '@banzhen/platform';
import type { Hono } from 'hono';
import { partnerDoor } from '../v1/partner-door.js';
import type { PartnerContext, PartnerEnv } from '../v1/partner-env.js';
import { unfit, uuidIn } from './asked.js';
import { allLocations, doctorsAt } from './directory-interactions.js';
import { outcomeAnswer } from './outcome.js';
import type { Resource } from './resource.js';
import { type FhirHost, spellingsOf } from './serve-fhir.js';
import { slotStatusOf } from './status-map.js';
import { scheduleOf, slotResource } from './tell-resources.js';

const NDJSON = 'application/fhir+ndjson; charset=utf-8';
/** What is on sale changes by the second; whoever asks again within this sees nothing newer. */
const FRESH_SECONDS = 30;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
/** Lines that are sent at a time. */
const CHUNK = 200;

const inChunks = function* (lines: readonly string[]): Generator<string> {
  for (let from = 0; from < lines.length; from += CHUNK) yield lines.slice(from, from + CHUNK).join('');
};

const bytes = new TextEncoder();

/** Lines as they are taken, so that a slow reader keeps no more than the lines. */
const streamOf = (lines: readonly string[]): ReadableStream<Uint8Array> => {
  const chunks = inChunks(lines);
  return new ReadableStream({
    pull(controller) {
      const { done, value } = chunks.next();
      if (done) controller.close();
      else controller.enqueue(bytes.encode(value));
    },
  });
};

const publishedTypes = ['Location', 'Schedule', 'Slot'];
const isPublished = (type: string): boolean => publishedTypes.includes(type);

const cached = (context: PartnerContext): void =>
  context.header('Cache-Control', `private, max-age=${FRESH_SECONDS}`);

/** A file: a resource on each line, under a tag of what is in it. */
const fileAnswer = (context: PartnerContext, resources: readonly Resource[]): Response => {
  const lines = resources.map((resource) => `${JSON.stringify(resource)}\n`);
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  const tag = `"${hash.digest('base64url')}"`;
  context.header('ETag', tag);
  cached(context);
  const seen = context.req.header('if-none-match')?.split(',') ?? [];
  if (seen.some((one) => one.trim() === tag)) return context.body(null, 304);
  return context.body(streamOf(lines), 200, { 'content-type': NDJSON });
};

/** Slots of a hospital on the days of one week, as everybody is offered them: nobody's level, nobody's wish. */
const slotsOf = async (
  { partnerReads }: Platform,
  actor: PartnerActor,
  given: { readonly clinicId: string | undefined; readonly from: string | undefined },
): Promise<Result<readonly Resource[], Refusal>> => {
  const hospitalId = uuidIn(given.clinicId ?? '');
  const published = await partnerReads.published(actor);
  if (!published.ok) return published;
  const weeks = published.value.hospitals.find((one) => one.hospitalId === hospitalId)?.weeks ?? [];
  const week = weeks.find(({ from }) => from === given.from);
  if (hospitalId === undefined || week === undefined) return err({ type: 'NotFound' });
  const found = await partnerReads.ownAvailability(actor, {
    hospitalId: idFrom<HospitalId>(hospitalId),
    ...week,
  });
  if (!found.ok) return found;
  return ok(
    found.value.map(({ clinicSessionId, doctorId, offer, remaining, startsAt, endsAt }) =>
      slotResource({
        ...{ id: clinicSessionId, doctorId, startsAt, endsAt },
        status: slotStatusOf({ kind: offer }, 0),
        remaining: offer === 'open' ? remaining : undefined,
      }),
    ),
  );
};

const schedulesOf = async (
  platform: Platform,
  actor: PartnerActor,
): Promise<Result<readonly Resource[], Refusal>> => {
  const found = await doctorsAt(platform, actor, actor.hospitalIds);
  return found.ok ? ok(found.value.map(scheduleOf)) : found;
};

/** The rows of the policy table that the files and their manifest are for. */
export const bulkOperations: readonly OperationId[] = ['availability.read', 'directory.read'];

/**
 * SMART Scheduling Links: a manifest of files with hospitals, schedules and slots of a key, as everybody is offered them. `_since`
 * is a hint there, and every file is told whole: what is on sale changes by time as well, which no instant of a change tells. `_type`
 * leaves files out.
 */
export const serveBulkPublish = (app: Hono<PartnerEnv>, { platform, baseOf }: FhirHost): void => {
  const door = (operation: OperationId) => partnerDoor(platform, operation, outcomeAnswer);

  app.on('GET', spellingsOf('/$bulk-publish'), door('availability.read'), async (context) => {
    const { _since: since, _type: type } = context.req.query();
    const types = type?.split(',');
    if (types?.some((one) => !isPublished(one)))
      return outcomeAnswer(context, unfit('_type', `some of ${publishedTypes.join(', ')}`));
    if (since !== undefined && (!INSTANT.test(since) || Number.isNaN(Date.parse(since))))
      return outcomeAnswer(context, unfit('_since', 'an instant such as 2026-12-01T00:00:00Z'));
    const published = await platform.partnerReads.published(context.var.partner);
    if (!published.ok) return outcomeAnswer(context, published.error);
    const { at, hospitals } = published.value;
    const base = baseOf(context);
    const asked = new URLSearchParams({
      ...(since ? { _since: since } : {}),
      ...(type ? { _type: type } : {}),
    });
    cached(context);
    return context.json({
      transactionTime: at.toISOString(),
      request: `${base}/$bulk-publish${asked.size === 0 ? '' : `?${asked}`}`,
      requiresAccessToken: true,
      output: [
        { type: 'Location', url: `${base}/bulk/locations.ndjson` },
        { type: 'Schedule', url: `${base}/bulk/schedules.ndjson` },
        ...hospitals.flatMap(({ hospitalId, weeks }) =>
          weeks.map(({ from }) => ({ type: 'Slot', url: `${base}/bulk/slots/${hospitalId}/${from}` })),
        ),
      ].filter((file) => types?.includes(file.type) ?? true),
      error: [],
    });
  });

  app.get('/bulk/locations.ndjson', door('directory.read'), async (context) => {
    const found = await allLocations(platform, context.var.partner);
    return found.ok ? fileAnswer(context, found.value) : outcomeAnswer(context, found.error);
  });
  app.get('/bulk/schedules.ndjson', door('directory.read'), async (context) => {
    const found = await schedulesOf(platform, context.var.partner);
    return found.ok ? fileAnswer(context, found.value) : outcomeAnswer(context, found.error);
  });
  app.get('/bulk/slots/:clinicId/:from', door('availability.read'), async (context) => {
    const found = await slotsOf(platform, context.var.partner, context.req.param());
    return found.ok ? fileAnswer(context, found.value) : outcomeAnswer(context, found.error);
  });
};
