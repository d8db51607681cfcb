import { describe, expect, it } from 'vitest';
import type { Consent, ConsentDocument } from '../../consents/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { type ConsentId, idFrom } from '../../shared/ids.js';
import { now } from './account-world.js';
import { freshId, freshNumber } from './fresh.js';
import { inOne, type OpenPatientStores, openedPatients } from './patient-fixture.js';
import { aFamilyOf } from './patient-store-contract.js';

export const consentStoreContract = (adapterName: string, open: OpenPatientStores): void => {
  describe(`ConsentStore contract: ${adapterName}`, () => {
    const opened = openedPatients(open);

    /** Versions are shared by all cases, so each takes numbers above those of the others. */
    const publish = async (inForceFrom: Date): Promise<ConsentDocument> => {
      const document: ConsentDocument = {
        kind: 'terms',
        version: freshNumber(),
        title: { zh: '服务条款', en: 'Terms' },
        text: { zh: '如实提供服务。', en: 'What is said is done.' },
        inForceFrom,
      };
      await opened().publishConsentDocument(document);
      return document;
    };
    const current = (at: Date) => inOne(opened().unitOfWork, ({ consents }) => consents.current('terms', at));

    it('knows the newest version in force, and never changes a published one', async () => {
      const far = minutesAfter(now, freshNumber());
      const document = await publish(far);
      const found = await current(far);
      expect(found && found.version >= document.version).toBe(true);
      await opened().publishConsentDocument({ ...document, title: { zh: '改', en: 'changed' } });
      expect(await current(far)).toEqual(found);
      expect(await current(new Date(0))).toBeUndefined();
    });

    it('keeps every word in its order, and tells the last one', async () => {
      const { unitOfWork } = opened();
      const { keeper, tenantId } = await aFamilyOf(opened());
      const { version } = await publish(new Date('2020-01-01T00:00:00Z'));
      const say = (act: Consent['act'], at: Date): Consent => ({
        id: idFrom<ConsentId>(freshId()),
        tenantId,
        accountId: keeper.id,
        kind: 'terms',
        version,
        act,
        at,
        network: '203.0.113.0/24',
      });
      // Both at one instant: the order in which they were said counts.
      const [given, withdrawn] = [say('given', now), say('withdrawn', now)];
      await inOne(unitOfWork, ({ consents }) => consents.append(given));
      await inOne(unitOfWork, ({ consents }) => consents.append(withdrawn));
      const seen = await inOne(unitOfWork, async ({ consents }) => [
        await consents.last(keeper.id, 'terms'),
        await consents.last(keeper.id, 'privacy'),
        await consents.ofAccount(keeper.id),
      ]);
      expect(seen).toEqual([withdrawn, undefined, [given, withdrawn]]);
    });
  });
};
