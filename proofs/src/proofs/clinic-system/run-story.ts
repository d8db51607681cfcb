import type { ClinicSystemId, PartnerId } from '@banzhen/domain/shared/ids';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { openSandboxSystem, type SandboxSystem, type SystemFault, standardSigner } from '@banzhen/platform';
import {
  type OpenDatabase,
  postgresClinicSystemUnitOfWork,
  postgresPartnerUnitOfWork,
  uuidv7,
} from '@banzhen/postgres';
import { rowOf, sql } from '@banzhen/postgres/testing';
import { sealer } from '../../keys.js';
import type { Town } from '../../town.js';
import { aScene, SEATS } from '../bundle/scene.js';
import { type Strike, Struck, takingSteps } from '../bundle/striking.js';
import { type PlantedBug, startProcess } from './product.js';
import type { Cast, Story } from './stories.js';

/** What is wrong with the clinic's side of a control: it books twice for one seat, or books what was released. */
export type ForeignBug = 'forgetful' | 'forgets-releases';

/** One call of a story that goes wrong at the system, by its number. */
export interface Failing {
  readonly call: number;
  readonly fault: SystemFault;
}

export interface Stage {
  readonly database: OpenDatabase;
  readonly town: Town;
  /** The system of the story that runs. */
  readonly system: {
    now: SandboxSystem;
    faultOf: Parameters<typeof openSandboxSystem>[0]['faultOf'];
    refuses: boolean;
  };
}

export interface Given {
  readonly strike?: Strike;
  readonly failing?: Failing;
  readonly bug?: PlantedBug;
}

export interface StorySeen {
  readonly steps: readonly string[];
  /** How often the system was called. */
  readonly calls: number;
  readonly hasStruck: boolean;
  readonly status: string;
  /** What is not as it has to be in the end. */
  readonly faults: readonly string[];
}

/** A partner of the town whose system answers for its hospital. */
export const connect = async (database: OpenDatabase, town: Town, bug?: ForeignBug): Promise<Stage> => {
  const { db } = database;
  const secret = standardSigner.secret();
  const behaviour: Omit<Stage['system'], 'now'> & { now?: SandboxSystem } = {
    faultOf: undefined,
    refuses: false,
  };
  const system = await openSandboxSystem({
    secrets: [secret],
    faultOf: (...asked) => behaviour.faultOf?.(...asked),
    refuses: () => behaviour.refuses,
    isForgetful: bug === 'forgetful',
    forgetsReleases: bug === 'forgets-releases',
  });
  const now = new Date();
  const [partnerId, accountId] = [idFrom<PartnerId>(uuidv7()), idFrom<AccountId>(uuidv7())];
  const { tenantId, hospitalId } = town;
  await postgresPartnerUnitOfWork({ db, sealer }).run(({ partners }) =>
    partners.insert({ id: partnerId, tenantId, accountId, kind: 'clinic', name: partnerId, createdAt: now }),
  );
  await postgresClinicSystemUnitOfWork({ db, sealer }).run(async ({ systems, systemSecrets }) => {
    const id = idFrom<ClinicSystemId>(uuidv7());
    const inserted = await systems.insert({
      ...{ id, tenantId, hospitalId, partnerId, accountId, url: system.url, state: 'active' },
      ...{ createdAt: now, createdBy: accountId, version: 1 },
    });
    if (!inserted.ok) throw new Error('the hospital has no system yet');
    return ok(await systemSecrets.add(id, { text: secret, createdAt: now }));
  });
  return { database, town, system: Object.assign(behaviour, { now: system }) };
};

const MOST_ROUNDS = 6;
/** An hour and a half in small steps, then until freed seats are back on sale. */
const MINUTES = [1, 2, 3, 4, 5, 5, 10, 10, 20, 30, 26 * 60];

/**
 * Lets a story happen with one thing going wrong in it. Whatever a process leaves when it dies, another one finds. In the end
 * time passes until nothing is due any more.
 */
export const runStory = async (
  stage: Stage,
  story: Story,
  { strike, failing, bug }: Given = {},
): Promise<StorySeen> => {
  const { database, town, system } = stage;
  const scene = await aScene(database, town);
  const steps = takingSteps(strike);
  const process = startProcess(database, scene.clock, steps, bug);
  const { family, dispatcher, patientId, session: sessionId, clock } = scene;
  const held = await process.clinics.holdSeat(family, { sessionId, patientId });
  if (!held.ok) throw new Error('a seat is free');
  const { appointmentId } = held.value;
  let [calls, minutes] = [0, 0];
  system.refuses = story.refuses === true;
  system.faultOf = (call, id) => {
    if (id !== appointmentId) return undefined;
    calls += 1;
    return failing?.call === calls ? failing.fault : story.faultOf?.(call, calls, minutes);
  };

  /** Whoever gets no answer says it again. */
  const survives = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof Struck)) throw thrown;
      return work();
    }
  };
  const settle = async (): Promise<void> => {
    for (let round = 0; round < MOST_ROUNDS; round += 1)
      if ((await survives(() => process.keep())) === 0) return;
  };
  const cast: Cast = { appointmentId, family, dispatcher, deliverLate: () => system.now.deliverLate() };
  await survives(() => process.clinics.submitAppointment(family, { appointmentId }));
  await settle();
  for (const passing of MINUTES) {
    clock.advance(passing);
    minutes += passing;
    for (const { run } of (story.acts ?? []).filter(({ afterMinutes }) => afterMinutes === minutes))
      await survives(() => run(cast, process));
    await settle();
  }
  const left = await check(stage, scene.session, appointmentId);
  return { steps: [...steps.taken], calls, hasStruck: steps.hasStruck(), ...left };
};

/** Whether the system has one record of what is booked and none of anything else, and every seat is somewhere. */
const check = async ({ database: { db }, system }: Stage, sessionId: string, appointmentId: string) => {
  const row = await rowOf<{
    status: string;
    clinic_record: string | null;
    remaining: number;
    is_over: boolean;
    known: string;
  }>(
    db,
    sql`SELECT appointment.status, clinic_record, remaining, is_over, known FROM appointment
      JOIN clinic_session ON clinic_session.id = appointment.session_id
      JOIN clinic_errand ON clinic_errand.appointment_id = appointment.id
      WHERE appointment.id = ${appointmentId} AND appointment.session_id = ${sessionId}`,
  );
  const records = system.now.recordsOf(appointmentId);
  const isBooked = row.status === 'BOOKED';
  const faults: string[] = [];
  if (records.length !== (isBooked ? 1 : 0))
    faults.push(`${row.status} here, ${records.length} records there`);
  if (isBooked && row.clinic_record !== records[0] && row.clinic_record !== 'told by telephone')
    faults.push(`${row.clinic_record} here, ${records[0]} there`);
  if (row.remaining !== SEATS - (isBooked ? 1 : 0))
    faults.push(`${row.status}, and ${row.remaining} seats on sale`);
  if (row.known !== (isBooked ? 'record' : 'released')) faults.push(`the errand knows ${row.known}`);
  if (!isBooked && !row.is_over) faults.push('the errand goes on');
  return { status: row.status, faults };
};
