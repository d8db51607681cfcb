import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveFeed, Message } from '../../messaging/index.js';
import { freshId } from './fresh.js';

/** Opens a feed of its own for one case, at two places that hear each other: two processes, or one and the same. */
export type OpenLiveFeed = () => Promise<{ readonly here: LiveFeed; readonly there: LiveFeed }>;

const aMessage = (): Message => ({
  id: freshId(),
  topic: 'orders',
  aggregateId: freshId(),
  type: 'OrderPaid',
  payload: { orderId: freshId() },
});
const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

export const liveFeedContract = (adapterName: string, open: OpenLiveFeed): void => {
  describe(`LiveFeed contract: ${adapterName}`, () => {
    let here: LiveFeed;
    let there: LiveFeed;
    beforeEach(async () => {
      ({ here, there } = await open());
    });
    afterEach(async () => {
      await here.close();
      await there.close();
    });

    it('tells every listener everywhere', async () => {
      const message = aMessage();
      const heardHere: Message[] = [];
      const heardThere: Message[] = [];
      const heardToo: Message[] = [];
      await here.subscribe((heard) => heardHere.push(heard));
      await there.subscribe((heard) => heardThere.push(heard));
      await there.subscribe((heard) => heardToo.push(heard));
      await here.publish(message);
      await soon(() => {
        for (const heard of [heardHere, heardThere, heardToo]) expect(heard).toEqual([message]);
      });
    });

    it('keeps the order of one publisher', async () => {
      const published = Array.from({ length: 20 }, aMessage);
      const heard: Message[] = [];
      await there.subscribe((message) => heard.push(message));
      for (const message of published) await here.publish(message);
      await soon(() => expect(heard).toEqual(published));
    });

    it('tells nothing any more after a listener has gone, and goes on for the others', async () => {
      const [gone, staying]: [Message[], Message[]] = [[], []];
      const leave = await here.subscribe((message) => gone.push(message));
      await here.subscribe((message) => staying.push(message));
      await leave();
      await leave();
      const message = aMessage();
      await there.publish(message);
      await soon(() => expect(staying).toEqual([message]));
      expect(gone).toEqual([]);
    });

    it('counts a function that subscribes twice as two listeners', async () => {
      const heard: Message[] = [];
      const listener = (message: Message) => {
        heard.push(message);
      };
      const leave = await here.subscribe(listener);
      await here.subscribe(listener);
      const [first, second] = [aMessage(), aMessage()];
      await here.publish(first);
      await soon(() => expect(heard).toEqual([first, first]));
      await leave();
      await here.publish(second);
      await soon(() => expect(heard).toEqual([first, first, second]));
    });

    it('goes on although a listener throws', async () => {
      const heard: Message[] = [];
      await here.subscribe(() => {
        throw new Error('a closed screen');
      });
      await here.subscribe((message) => heard.push(message));
      const published = [aMessage(), aMessage()];
      for (const message of published) await here.publish(message);
      await soon(() => expect(heard).toEqual(published));
    });

    it('does not mind that nobody listens, nor to be closed twice', async () => {
      await here.publish(aMessage());
      await here.close();
    });
  });
};
