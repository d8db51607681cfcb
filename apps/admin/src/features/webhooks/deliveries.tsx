import type { WebhookDeliveryDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { DeliveryRows } from './delivery-rows.js';
import { ReplayDialog, ReplayFailedDialog } from './replay-dialogs.js';

const filters = ['all', 'pending', 'delivered', 'failed'] as const;
type Filter = (typeof filters)[number];
type Place = { readonly createdAt: string; readonly deliveryId: string };
/** Attempts are made without anybody asking. */
const RENEW_MS = 5_000;

/** What one endpoint was told, a page at a time. */
export function Deliveries({ endpointId }: { readonly endpointId: string }) {
  const { t } = useTexts();
  const [filter, setFilter] = useState<Filter>('all');
  const [before, setBefore] = useState<Place>();
  const [replayed, setReplayed] = useState<WebhookDeliveryDto | 'failed'>();
  const page = useQuery(
    api.webhook.deliveries.queryOptions(
      { endpointId, ...(filter === 'all' ? {} : { state: filter }), ...(before ? { before } : {}) },
      { refetchInterval: RENEW_MS },
    ),
  );
  const close = () => setReplayed(undefined);
  const last = page.data?.deliveries.at(-1);
  return (
    <section className="panel" aria-label={t('webhooks.deliveries.title')}>
      <h2>{t('webhooks.deliveries.title')}</h2>
      <OneOf
        legend={t('webhooks.deliveries.state')}
        value={filter}
        options={filters.map((value) => ({
          value,
          label: value === 'all' ? t('webhooks.deliveries.all') : t(`webhooks.delivery.${value}`),
        }))}
        change={(value) => {
          setFilter(value);
          setBefore(undefined);
        }}
      />
      <p className="webhook-acts">
        <Button data-act="replay-failed" onClick={() => setReplayed('failed')}>
          {t('webhooks.replayFailed.button')}
        </Button>
      </p>
      {page.isPending && <PageSkeleton />}
      {page.isError && <PageFailure error={page.error} retry={() => void page.refetch()} />}
      {page.data?.deliveries.length === 0 && <NothingHere why={t('webhooks.deliveries.none')} />}
      {page.data && last && <DeliveryRows deliveries={page.data.deliveries} replay={setReplayed} />}
      <p className="webhook-acts">
        {before && <Button onClick={() => setBefore(undefined)}>{t('webhooks.deliveries.newest')}</Button>}
        {page.data?.hasMore && last && (
          <Button onClick={() => setBefore({ createdAt: last.createdAt, deliveryId: last.deliveryId })}>
            {t('webhooks.deliveries.older')}
          </Button>
        )}
      </p>
      {replayed === 'failed' && <ReplayFailedDialog endpointId={endpointId} close={close} />}
      {replayed !== undefined && replayed !== 'failed' && <ReplayDialog delivery={replayed} close={close} />}
    </section>
  );
}
