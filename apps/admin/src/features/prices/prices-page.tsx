import type { PriceListsDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { VersionedRules } from '../../shared/rules/versioned-rules.js';
import { EditPrices } from './edit-prices.js';
import { PriceTable } from './price-table.js';

/** The published versions with what holds before the first: the prices of the catalogue, as version 0. */
const versionsOf = ({ services, versions }: PriceListsDto) => [
  ...versions.map(({ list: { version }, effective: prices, ...rest }) => ({
    ...rest,
    policy: { version, prices },
  })),
  {
    policy: { version: 0, prices: services },
    inForceFrom: new Date(0).toISOString(),
    isInForce: !versions.some(({ isInForce }) => isInForce),
    reason: undefined,
  },
];

function Prices({ lists }: { readonly lists: PriceListsDto }) {
  const { t } = useTexts();
  const may = useMay();
  const { services } = lists;
  return (
    <VersionedRules
      versions={versionsOf(lists)}
      none={t('rules.none')}
      mayEdit={may('price-list.preview')}
      view={({ policy, reason }) => (
        <>
          <p className="hint" data-reason>
            {reason === undefined ? t('prices.catalogue') : t('numberRules.because', { reason })}
          </p>
          <PriceTable services={services} prices={policy.prices} />
        </>
      )}
      edit={({ policy }, close) => (
        <EditPrices key={policy.version} services={services} latest={policy} close={close} />
      )}
    />
  );
}

/** What services cost and usually cost: what is in force, what was and will be, and the next version (B57). */
export function PricesPage() {
  const { t } = useTexts();
  // What is being typed is made of the latest version: it is read again when somebody comes back, not while they type.
  const lists = useQuery(api.priceList.lists.queryOptions(undefined, { refetchOnWindowFocus: false }));
  return (
    <>
      <PageTitle text={t('prices.title')} />
      <p className="hint">
        {t('prices.hint')} · {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {lists.isPending && <PageSkeleton />}
      {lists.isError && <PageFailure error={lists.error} retry={() => void lists.refetch()} />}
      {lists.data && <Prices lists={lists.data} />}
    </>
  );
}
