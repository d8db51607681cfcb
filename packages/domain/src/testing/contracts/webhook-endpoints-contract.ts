import { beforeEach, describe, expect, it } from 'vitest';
import { idFrom, type WebhookEndpointId } from '../../shared/ids.js';
import type { WebhookEndpoint } from '../../webhooks/index.js';
import { freshId } from './fresh.js';
import type { OpenWebhookStores } from './webhook-fixture.js';
import { later, webhookWorld } from './webhook-world.js';

export const webhookEndpointsContract = (adapterName: string, open: OpenWebhookStores): void => {
  describe(`WebhookEndpointStore and WebhookSecretStore contract: ${adapterName}`, () => {
    const world = webhookWorld(open);
    const { within, anEndpoint, put } = world;
    let endpoint: WebhookEndpoint;
    beforeEach(() => {
      endpoint = world.endpoint();
    });

    it('gives endpoints back, whole, the newest first, and those that are removed no more', async () => {
      const disabled = anEndpoint({
        createdAt: later(1),
        eventTypes: ['AppointmentBooked'],
        state: 'disabled',
        disabled: { why: 'gone', at: later(2) },
      });
      await put(disabled);
      await put(anEndpoint({ state: 'removed' }));
      const find = (id: WebhookEndpointId) => within(({ endpoints }) => endpoints.find(id));
      expect(await find(disabled.id)).toEqual(disabled);
      expect(await within(({ endpoints }) => endpoints.lock(endpoint.id))).toEqual(endpoint);
      expect(await find(idFrom<WebhookEndpointId>(freshId()))).toBeUndefined();
      const all = await within(({ endpoints }) => endpoints.ofPartner(world.partner().id));
      expect(all).toEqual([disabled, endpoint]);
    });

    it('changes an endpoint on the version that was seen alone', async () => {
      const changed: WebhookEndpoint = {
        ...endpoint,
        state: 'disabled',
        disabled: { why: 'by-hand', at: later(1) },
        version: 2,
      };
      expect(await within(({ endpoints }) => endpoints.update(changed, 2))).toBe(false);
      expect(await within(({ endpoints }) => endpoints.update(changed, 1))).toBe(true);
      expect(await within(({ endpoints }) => endpoints.find(endpoint.id))).toEqual(changed);
    });

    it('remembers since when an endpoint has only failed, and disables it once', async () => {
      const noteFailure = (minutes: number) =>
        within(({ endpoints }) => endpoints.noteFailure(endpoint.id, later(minutes)));
      expect(await noteFailure(1)).toEqual(later(1));
      expect(await noteFailure(2)).toEqual(later(1));
      expect((await within(({ endpoints }) => endpoints.find(endpoint.id)))?.failingSince).toEqual(later(1));
      await within(({ endpoints }) => endpoints.noteSuccess(endpoint.id));
      expect(await within(({ endpoints }) => endpoints.find(endpoint.id))).toEqual(endpoint);
      expect(await noteFailure(3)).toEqual(later(3));
      const disable = () => within(({ endpoints }) => endpoints.disable(endpoint.id, 'failing', later(4)));
      expect([await disable(), await disable()]).toEqual([true, false]);
      expect(await within(({ endpoints }) => endpoints.find(endpoint.id))).toEqual({
        ...endpoint,
        state: 'disabled',
        disabled: { why: 'failing', at: later(4) },
        version: 2,
      });
    });

    it('keeps secrets until they end, the newest first', async () => {
      const secret = (no: number) => ({ text: `whsec_${no}`, createdAt: later(no) });
      const add = (no: number, othersEndAt?: Date) =>
        within(({ webhookSecrets }) => webhookSecrets.add(endpoint.id, secret(no), othersEndAt));
      const signing = async (minutes: number) =>
        (await within(({ webhookSecrets }) => webhookSecrets.signing(endpoint.id, later(minutes)))).map(
          ({ text }) => text,
        );
      await add(1);
      await add(2, later(10));
      expect(await signing(3)).toEqual(['whsec_2', 'whsec_1']);
      expect(await signing(10)).toEqual(['whsec_2']);
      await add(4, later(20));
      expect(await signing(5)).toEqual(['whsec_4', 'whsec_2', 'whsec_1']);
      await within(({ webhookSecrets }) => webhookSecrets.endOthers(endpoint.id, later(6)));
      expect(await signing(6)).toEqual(['whsec_4']);
    });
  });
};
