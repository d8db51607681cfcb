import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import {
  beginOfVersion,
  type PolicyInPast,
  type PolicyOutdated,
  type PolicyPublished,
  type PublishReasonRequired,
  reasonOfVersion,
} from '../../shared/publishing.js';
import { err, ok, type Result } from '../../shared/result.js';
import { checkPrices, type WrongPrice } from '../check-price-list.js';
import { type PriceChange, priceChanges, priceListAt, type ServicePrice } from '../price-list.js';
import type { PricingDeps } from './deps.js';

export type PreviewPriceList = {
  readonly prices: readonly ServicePrice[];
  /** Without it from now on. */
  readonly inForceFrom?: Date;
};

export type PublishPriceList = PreviewPriceList & {
  /** The highest version that the caller has seen, 0 where there is none; the new one is the next. */
  readonly latest: number;
  /** Shown beside the version for ever. */
  readonly reason: string;
};

export type PreviewedPriceList = {
  /** What publishing would refuse, the first thing of it. */
  readonly wrong?: WrongPrice;
  /** The version that is in force when the new one begins, 0 for the catalogue's prices, and what is different then. */
  readonly replaces: number;
  readonly changes: readonly PriceChange[];
};

/** What is wrong with prices, if anything is, and what they change for whoever asks for a quote from then on (B57). */
export const makePreviewPriceList =
  ({ unitOfWork, clock, sessionClock }: PricingDeps) =>
  async (
    actor: Person,
    { prices, inForceFrom = clock.now() }: PreviewPriceList,
  ): Promise<Result<PreviewedPriceList, Denied>> => {
    const by = authorizeStanding('price-list.preview', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<PreviewedPriceList, never>(async ({ catalogue, priceLists }) => {
      const services = await catalogue.services();
      const checked = checkPrices(services, prices);
      const replaced = priceListAt(await priceLists.published(actor.tenantId), inForceFrom);
      return ok({
        ...(checked.ok ? {} : { wrong: checked.error }),
        replaces: replaced?.version ?? 0,
        changes: priceChanges(services, replaced?.prices ?? [], prices),
      });
    });
  };

type Refused = Denied | WrongPrice | PolicyOutdated | PolicyInPast | PublishReasonRequired;

/**
 * Publishes the next version of a tenant's prices with their reference ranges (B57, "Decided" 1), in force from an instant and
 * never changed. Quotes that were given keep theirs. Of two who publish at once, one is told `PolicyOutdated`, as is whoever
 * repeats it.
 */
export const makePublishPriceList =
  (deps: PricingDeps) =>
  (actor: Person, origin: Origin, command: PublishPriceList): Promise<Result<PolicyPublished, Refused>> => {
    const version = command.latest + 1;
    const operation = 'price-list.publish';
    const audited = byPerson(operation, actor, origin, { kind: 'price-list', id: `v${version}` });
    return recordRefusal(deps, audited, async () => {
      const by = authorizeStanding(operation, actor, deps.sessionClock.now());
      if (!by.ok) return by;
      const now = deps.clock.now();
      const begin = beginOfVersion(command.inForceFrom, now);
      if (!begin.ok) return begin;
      const reason = reasonOfVersion(command.reason);
      if (!reason.ok) return reason;
      return deps.unitOfWork.run<PolicyPublished, PolicyOutdated | WrongPrice>(async (stores) => {
        const checked = checkPrices(await stores.catalogue.services(), command.prices);
        if (!checked.ok) return checked;
        const { tenantId } = actor;
        const highest = (await stores.priceLists.published(tenantId))[0]?.list.version ?? 0;
        if (highest !== command.latest) return err({ type: 'PolicyOutdated', latest: highest });
        const list = { version, prices: checked.value };
        const inForceFrom = begin.value;
        const next = { list, inForceFrom, reason: reason.value };
        if (!(await stores.priceLists.publish(tenantId, next)))
          return err({ type: 'PolicyOutdated', latest: version });
        const facts = { version, inForceFrom: inForceFrom.toISOString() };
        await recordDone(stores, { ...audited, actor: by.value }, now, facts);
        return ok({ version, inForceFrom });
      });
    });
  };
