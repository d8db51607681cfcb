import { type Conversations, makeConversations } from '@banzhen/domain/conversations';
import type { Person } from '@banzhen/domain/shared/actor';
import type { OrderId } from '@banzhen/domain/shared/ids';
import {
  aDispatcher,
  aFamily,
  anEscortPerson,
  anotherEscort,
  inMemoryConversationUnitOfWork,
  inMemoryDatabase,
  inMemoryVisits,
  scriptedIds,
} from '@banzhen/domain/testing';
import { type Scene, type Stage, visitIn } from '../visits/scene.js';

export const family = aFamily();
export const escort = anEscortPerson();
export const other = anEscortPerson(anotherEscort());
export const desk = aDispatcher();
export const origin = { network: '203.0.113.0/24', device: 'test' };

export type Talk = Scene & {
  readonly conversations: Conversations;
  readonly database: ReturnType<typeof inMemoryDatabase>;
  say(actor: Person, text: string, key?: string): ReturnType<Conversations['send']>;
  /** The texts that this person is shown. */
  texts(actor: Person): Promise<readonly string[]>;
};

const over = (scene: Scene, database: ReturnType<typeof inMemoryDatabase>): Talk => {
  const conversations = makeConversations({
    unitOfWork: inMemoryConversationUnitOfWork(database),
    clock: scene.clock,
    ids: scriptedIds(0xc0),
  });
  const { orderId } = scene;
  return {
    ...scene,
    conversations,
    database,
    say: (actor, text, idempotencyKey) =>
      conversations.send(actor, { orderId, text, ...(idempotencyKey ? { idempotencyKey } : {}) }),
    async texts(actor) {
      const page = await conversations.read(actor, { orderId });
      if (!page.ok) throw new Error(page.error.type);
      return page.value.messages.map(({ text }) => text);
    },
  };
};

/** An order in this stage, and what can be said about it. */
export const talkIn = async (stage: Stage): Promise<Talk> => {
  const database = inMemoryDatabase();
  return over(await visitIn(stage, inMemoryVisits({ database })), database);
};

/** The same about an order that is there already. */
export const talkAbout = (
  scene: Omit<Scene, 'orderId'>,
  orderId: OrderId,
  database: ReturnType<typeof inMemoryDatabase>,
): Talk => over({ ...scene, orderId }, database);
