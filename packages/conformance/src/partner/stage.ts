import { randomUUID } from 'node:crypto';
import type { components } from '@banzhen/partner-client';
import { Broken, type Check, demand, NotChecked, someOf } from '../check.js';
import { type Answer, type Server, told } from './server.js';

type Schemas = components['schemas'];
export type Appointment = Schemas['Appointment'];
export type Changed = Schemas['ChangedAppointment'];
export type Session = Schemas['Session'];
export type Offer = Schemas['Offer'];
export type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor?: string };

/** A clinic of the key, with patients who have been there and what can be booked. */
export type Place = { readonly clinicId: string; readonly patientIds: readonly string[] };

/** What a change says: a key of its own, and the version that was seen. */
type Change = {
  readonly etag?: string | undefined;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A seat that was held, and the key of the request that held it. */
export type Held = {
  readonly clinicId: string;
  readonly patientId: string;
  readonly key: string;
  readonly held: Changed;
  readonly etag: string;
};

const DAY_MS = 86_400_000;
/** Patients are looked for so far back, and seats so far ahead. */
const DAYS_BACK = 60;
const DAYS_AHEAD = 20;
const LIVE: ReadonlySet<string> = new Set(['HELD', 'PENDING_CONFIRM', 'BOOKED']);

export const aKey = (): string => `conformance-${randomUUID()}`;
export const isLive = ({ status }: Pick<Appointment, 'status'>): boolean => LIVE.has(status);

/** What partner checks look with: the server, a clinic where something can be booked, and whatever they have made so far. */
export const openStage = (
  server: Server,
  { patients, patienceMs }: { readonly patients: readonly string[]; readonly patienceMs: number },
) => {
  const made = new Set<string>();
  let place: Promise<Place> | undefined;
  let now: Promise<number> | undefined;

  const items = async <Item>(path: string): Promise<readonly Item[]> => {
    const answer = await server.ask<Page<Item>>('GET', path);
    demand(answer.status === 200 && Array.isArray(answer.body?.items), `GET ${path} ${told(answer)}`);
    return answer.body.items;
  };

  /** The server's time where it is a sandbox, whose clock may have been moved; otherwise this machine's. */
  const readNow = async (): Promise<number> => {
    const { status, body } = await server.ask<{ readonly now?: string }>('GET', '/sandbox/clock');
    return status === 200 && body?.now !== undefined ? Date.parse(body.now) : Date.now();
  };
  const day = async (days: number): Promise<string> => {
    now ??= readNow();
    return new Date((await now) + days * DAY_MS).toISOString().slice(0, 10);
  };
  /** The days on which checks book, in dates of UTC. */
  const days = async (from = 0) => ({ from: await day(from), until: await day(DAYS_AHEAD) });
  const range = async (from = 0) => new URLSearchParams(await days(from)).toString();

  const offersAt = async (clinicId: string): Promise<readonly Offer[]> =>
    items<Offer>(`/clinics/${clinicId}/availability?${await range()}`);
  const openAt = async (clinicId: string): Promise<readonly Offer[]> =>
    (await offersAt(clinicId)).filter(({ offer }) => offer === 'open').toReversed();

  const findPlace = async (): Promise<Place> => {
    const clinics = await items<{ readonly clinicId: string }>('/clinics');
    for (const { clinicId } of clinics) {
      const query = `${await range(-DAYS_BACK)}&limit=100`;
      const seen = await items<Appointment>(`/clinics/${clinicId}/appointments?${query}`);
      const known = [...new Set([...patients, ...seen.map(({ patientId }) => patientId)])];
      if (known.length > 0 && (await openAt(clinicId)).length > 2) return { clinicId, patientIds: known };
    }
    throw new NotChecked(
      'no clinic of the key has a patient who has been there and three sessions on sale; name a patient with --patient',
    );
  };
  const thePlace = (): Promise<Place> => {
    place ??= findPlace();
    return place;
  };

  const write = <Body = Changed>(path: string, body: unknown, { etag, key = aKey(), headers }: Change = {}) =>
    server.ask<Body>('POST', path, {
      body,
      headers: { 'idempotency-key': key, ...(etag === undefined ? {} : { 'if-match': etag }), ...headers },
    });
  const note = ({ status, body }: Answer<Changed>): void => {
    if (status === 201 && typeof body?.appointmentId === 'string') made.add(body.appointmentId);
  };
  const ask = async (sessionId: string, patientId: string, change: Change = {}): Promise<Answer<Changed>> => {
    const answer = await write('/appointments', { sessionId, patientId }, change);
    note(answer);
    return answer;
  };

  const read = (appointmentId: string): Promise<Answer<Appointment>> =>
    server.ask<Appointment>('GET', `/appointments/${appointmentId}`);
  const change = (appointmentId: string, name: string, body: unknown, asked: Change) =>
    write(`/appointments/${appointmentId}/${name}`, body, asked);

  /** A seat that is held for one of the patients, of whatever session is free at a time that suits them. */
  const hold = async (patientNo = 0): Promise<Held> => {
    const { clinicId, patientIds } = await thePlace();
    const patientId = someOf(patientIds[patientNo], 'nobody else can be booked for');
    let last: Answer<Changed> | undefined;
    for (const { sessionId } of await openAt(clinicId)) {
      const key = aKey();
      last = await ask(sessionId, patientId, { key });
      if (last.status === 201)
        return { clinicId, patientId, key, held: last.body, etag: last.headers.get('etag') ?? 'missing' };
      if (last.status !== 409) break;
    }
    throw new Broken(`no session that is open can be held: the last ${last ? told(last) : 'is gone'}`);
  };
  /** Submitted, and confirmed by whoever is first: the clinic's system, which this is, or the server for a clinic that has none. */
  const confirm = async (appointmentId: string, etag: string, clinicRecord: string) => {
    const submitted = await change(appointmentId, 'submit', {}, { etag });
    demand(submitted.status === 200, `submit ${told(submitted)}`);
    const tag = submitted.headers.get('etag') ?? 'missing';
    const confirmed = await change(appointmentId, 'confirm', { clinicRecord }, { etag: tag });
    const seen = await read(appointmentId);
    demand(seen.body.status === 'BOOKED', `confirm ${told(confirmed)}, and it is ${seen.body.status}`);
    return { submitted, confirmed, seen };
  };
  /** A seat that the clinic has confirmed: nothing moves it by itself. */
  const book = async (): Promise<Held & { readonly before: string }> => {
    const one = await hold();
    const { seen } = await confirm(one.held.appointmentId, one.etag, `conformance-${aKey().slice(-8)}`);
    return { ...one, before: one.etag, etag: seen.headers.get('etag') ?? 'missing' };
  };

  return {
    server,
    patienceMs,
    items,
    days,
    range,
    offersAt,
    openAt,
    place: thePlace,
    write,
    ask,
    read,
    change,
    hold,
    confirm,
    book,
    /** Every appointment of these days at a clinic. */
    async appointments(clinicId: string): Promise<readonly Appointment[]> {
      const all: Appointment[] = [];
      let cursor: string | undefined = '';
      while (cursor !== undefined) {
        const after: string = cursor && `&cursor=${cursor}`;
        const path = `/clinics/${clinicId}/appointments?${await range()}&limit=100${after}`;
        const { status, body } = await server.ask<Page<Appointment>>('GET', path);
        demand(status === 200, `GET ${path} answered ${status}`);
        all.push(...body.items);
        cursor = body.nextCursor;
      }
      return all;
    },
    /** A session as it is now. */
    async session(sessionId: string): Promise<Session> {
      const answer = await server.ask<Session>('GET', `/sessions/${sessionId}`);
      demand(answer.status === 200, `GET /sessions/{sessionId} ${told(answer)}`);
      return answer.body;
    },
    /** Gives back whatever was booked; what does not go is left to the server. */
    async putAway(): Promise<void> {
      for (const appointmentId of made) {
        made.delete(appointmentId);
        for (let tries = 0; tries < MOST_TRIES; tries += 1) {
          const { status, body, headers } = await read(appointmentId).catch(() => gone);
          if (status !== 200 || !isLive(body)) break;
          const etag = headers.get('etag') ?? `"${body.version}"`;
          // The clinic answers what waits for it; what it has, or nobody has asked it for, is cancelled.
          const end = body.status === 'PENDING_CONFIRM' ? 'reject' : 'cancel';
          await change(appointmentId, end, {}, { etag }).catch(() => gone);
        }
      }
    },
  };
};

/** The server may answer for the clinic meanwhile. */
const MOST_TRIES = 3;
const gone: Answer<Appointment> = { status: 0, headers: new Headers(), body: {} as Appointment };

export type Stage = ReturnType<typeof openStage>;
export type PartnerCheck = Check<Stage>;
