import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { Result } from '@banzhen/domain/shared/result';
import type { SeenVersion } from '@banzhen/domain/shared/seen-version';
import type { Platform } from '@banzhen/platform';
import type { Asked, SearchParam } from './asked.js';
import type { Resource, ResourceType } from './resource.js';

type Answered<T> = Promise<Result<T, Refusal>>;

/** Some of what was found, and where the rest goes on. */
export type FoundPage = { readonly resources: readonly Resource[]; readonly nextCursor?: string | undefined };

/** `GET /fhir/<type>`. */
export type Search = {
  readonly kind: 'search';
  readonly type: ResourceType;
  /** Its row of the policy table, which a key must be for. */
  readonly operation: OperationId;
  readonly params: Readonly<Record<string, SearchParam>>;
  readonly search: (platform: Platform, actor: PartnerActor, asked: Asked) => Answered<FoundPage>;
};

/** `GET /fhir/<type>/<id>`. */
export type ReadOne = {
  readonly kind: 'read';
  readonly type: ResourceType;
  readonly operation: OperationId;
  readonly read: (platform: Platform, actor: PartnerActor, id: string) => Answered<Resource>;
};

/** An appointment after a change: what is told of it depends on whether the key may read appointments. */
export type Changed = { readonly appointmentId: string; readonly version: number };

/** What a change is about: the operation that it is, and how it is done. */
export type Change = {
  readonly operation: OperationId;
  readonly run: (
    platform: Platform,
    actor: PartnerActor,
    asked: { readonly idempotencyKey: string; readonly expectedVersion?: SeenVersion },
  ) => Answered<Changed>;
};

/** Something that is done to an appointment; `changeOf` reads it out of a body. */
export type Act = {
  readonly kind: 'act';
  readonly code: 'create' | 'patch' | 'hold' | 'book';
  readonly method: 'POST' | 'PATCH';
  /** Below `/fhir`. */
  readonly path: '/Appointment' | '/Appointment/:id' | '/Appointment/$hold' | '/Appointment/$book';
  /** Every row of the policy table that it may come to. */
  readonly operations: readonly OperationId[];
  /** Makes something new, where nobody has seen a version. */
  readonly makes: boolean;
  readonly documentation: string;
  readonly changeOf: (body: unknown, id: string | undefined) => Result<Change, Refusal>;
};

export type Interaction = Search | ReadOne | Act;
