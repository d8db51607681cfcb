import type { Appointment, ClinicSystemGateway } from '@banzhen/domain/appointments';
import type { ClinicSystemStores } from '@banzhen/domain/clinic-systems';
import type { Clock } from '@banzhen/domain/shared/clock';
import { ok } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { WebhookSigner } from '@banzhen/domain/webhooks';
import type { Answered, guardedPost } from '../webhooks/guarded-post.js';
import { type SystemCall, systemAnswer, systemBody } from './system-wire.js';

const MOST_ANSWER_BYTES = 16 * 1_024;
/** H3: booking may take 30 s; what is only looked up or dropped, ten. */
const TIMEOUT_MS: Readonly<Record<SystemCall, number>> = { book: 30_000, query: 10_000, release: 10_000 };
const UNKNOWN = { kind: 'unknown' } as const;

export type HttpClinicSystemsDeps = {
  /** With the rows of the platform. */
  readonly unitOfWork: UnitOfWork<ClinicSystemStores>;
  readonly post: ReturnType<typeof guardedPost>['post'];
  readonly signer: Pick<WebhookSigner, 'sign'>;
  /** By which systems judge signatures, never one that a demo moves. */
  readonly machineClock: Clock;
  /** Shorter in tests that wait for one. */
  readonly timeoutMs?: Readonly<Record<SystemCall, number>>;
};

/** The body of an answer; undefined where it is longer than anything that is meant. */
const textOf = async ({ body }: Answered): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > MOST_ANSWER_BYTES) return undefined;
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/**
 * Systems of clinics over HTTP, each at the address and by the secrets of its connection (docs/clinic-systems.md). Calls are signed the
 * Standard Webhooks way and go the guarded way out (JB9). Only a clear answer with status 200 counts; anything else is `unknown`, as is
 * a system that is paused.
 */
export const httpClinicSystems = ({
  unitOfWork,
  post,
  signer,
  machineClock,
  timeoutMs = TIMEOUT_MS,
}: HttpClinicSystemsDeps): ClinicSystemGateway => {
  const connectionOf = async ({ sitting }: Appointment) => {
    const found = await unitOfWork.run(async ({ systems, systemSecrets }) => {
      const system = await systems.at(sitting.tenantId, sitting.hospitalId);
      const signing = system ? await systemSecrets.signing(system.id, machineClock.now()) : [];
      return ok({ system, secrets: signing.map(({ text }) => text) });
    });
    return found.ok && found.value.system?.state === 'active'
      ? { url: found.value.system.url, secrets: found.value.secrets }
      : undefined;
  };

  const call = async (appointment: Appointment, to: SystemCall) => {
    const connection = await connectionOf(appointment);
    if (!connection) return UNKNOWN;
    const body = systemBody(appointment);
    const id = `${to}_${appointment.id}_${appointment.sequence}`;
    const headers = signer.sign({ id, at: machineClock.now(), body }, connection.secrets);
    try {
      const answered = await post({ url: `${connection.url}${to}`, headers, body }, timeoutMs[to]);
      const text = await textOf(answered);
      return answered.statusCode === 200 && text !== undefined ? systemAnswer(text) : UNKNOWN;
    } catch {
      // Whatever broke, nobody knows what the call has done.
      return UNKNOWN;
    }
  };

  return {
    async book(appointment) {
      const said = await call(appointment, 'book');
      return said.kind === 'booked' || said.kind === 'rejected' ? said : UNKNOWN;
    },
    async query(appointment) {
      const said = await call(appointment, 'query');
      return said.kind === 'released' ? UNKNOWN : said;
    },
    async release(appointment) {
      const said = await call(appointment, 'release');
      return said.kind === 'released' ? said : UNKNOWN;
    },
  };
};
