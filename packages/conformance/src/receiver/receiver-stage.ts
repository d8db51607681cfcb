import { randomBytes, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { type Check, demand } from '../check.js';

/** A webhook as it is sent: everything of it may be wrong on purpose. */
type Letter = {
  readonly id: string;
  readonly body: string;
  /** In seconds since 1970. */
  readonly at: number;
  readonly signatures: readonly string[];
};

type Event = { readonly type: string; readonly subjectId: string; readonly version: number };

/** Receivers have so long to answer. */
const PATIENCE_MS = 10_000;

const bodyOf = ({ type, subjectId, version }: Event): string =>
  JSON.stringify({
    type,
    timestamp: new Date().toISOString(),
    data: { about: 'appointment', subjectId, clinicId: randomUUID(), version },
  });

export const anotherSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
export const nowInSeconds = (): number => Math.floor(Date.now() / 1_000);

/** A signature of another secret for the same letter. */
const signedBy = ({ id, at, body }: Omit<Letter, 'signatures'>, secret: string): string =>
  new Webhook(secret).sign(id, new Date(at * 1_000), body);

/** What receivers are looked at with: their address, and the secret that they were given. */
export const openReceiverStage = (url: string, secret: string) => {
  const letter = (
    given: Partial<Event & { id: string; at: number; secrets: readonly string[] }> = {},
  ): Letter => {
    const { id = randomUUID(), at = nowInSeconds(), secrets = [secret] } = given;
    const { type = 'AppointmentBooked', subjectId = randomUUID(), version = 3 } = given;
    const body = bodyOf({ type, subjectId, version });
    return { id, body, at, signatures: secrets.map((one) => signedBy({ id, body, at }, one)) };
  };
  const post = async (body: string, headers: Readonly<Record<string, string>>): Promise<number> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  const send = ({ id, at, body, signatures }: Letter): Promise<number> =>
    post(body, {
      'webhook-id': id,
      'webhook-timestamp': String(at),
      'webhook-signature': signatures.join(' '),
    });
  return {
    letter,
    post,
    signedBy,
    async takes(one: Letter, what: string): Promise<void> {
      const status = await send(one);
      demand(status >= 200 && status < 300, `${what} was answered ${status}, not 2xx`);
    },
    async refuses(one: Letter, what: string): Promise<void> {
      const status = await send(one);
      demand(status >= 400 && status < 500, `${what} was answered ${status}, not 4xx`);
    },
  };
};

export type ReceiverStage = ReturnType<typeof openReceiverStage>;
export type ReceiverCheck = Check<ReceiverStage>;
