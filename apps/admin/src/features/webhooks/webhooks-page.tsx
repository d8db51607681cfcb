import './webhooks.css';
import type { WebhookEndpointDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { ToldOnceDialog } from '../../shared/act/told-once-dialog.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { CreateEndpointDialog } from './create-endpoint-dialog.js';
import { Deliveries } from './deliveries.js';
import { EndpointActDialog } from './endpoint-act-dialog.js';
import { EndpointCard } from './endpoint-card.js';
import { type EndpointAct, useEndpoints, usePartner } from './use-webhooks.js';

type Begun = 'create' | { readonly endpoint: WebhookEndpointDto; readonly act: EndpointAct };

/** Where one partner is told of events, by which secret, and what was told there. */
export function WebhooksPage({ partnerId }: { readonly partnerId: string }) {
  const { t } = useTexts();
  const { partner, isUnknown } = usePartner(partnerId);
  const endpoints = useEndpoints(partnerId);
  const [begun, setBegun] = useState<Begun>();
  const [shownId, setShownId] = useState<string>();
  const [secret, setSecret] = useState<string>();
  const close = () => setBegun(undefined);
  const hospitalIds = partner?.followedHospitalIds ?? [];
  const title = partner ? t('webhooks.titleOf', { name: partner.name }) : t('webhooks.title');
  const shown = endpoints.data?.endpoints.some(({ endpointId }) => endpointId === shownId)
    ? shownId
    : undefined;
  if (isUnknown)
    return (
      <>
        <p>
          <Link to="/partners">{t('partners.back')}</Link>
        </p>
        <PageTitle text={title} />
        <NothingHere why={t('partners.unknown')} />
      </>
    );
  return (
    <>
      <p>
        <Link to="/partners/$partnerId" params={{ partnerId }}>
          {t('webhooks.back')}
        </Link>
      </p>
      <PageTitle text={title} />
      <p className="hint">{t('webhooks.about')}</p>
      {partner && hospitalIds.length === 0 && <p className="hint">{t('webhooks.noKey')}</p>}
      <p>
        <Button
          type="primary"
          data-act="create"
          disabled={hospitalIds.length === 0}
          onClick={() => setBegun('create')}
        >
          {t('webhooks.create.button')}
        </Button>
      </p>
      {endpoints.isPending && <PageSkeleton />}
      {endpoints.isError && <PageFailure error={endpoints.error} retry={() => void endpoints.refetch()} />}
      {endpoints.data?.endpoints.length === 0 && <NothingHere why={t('webhooks.none')} />}
      {endpoints.data?.endpoints.map((endpoint, index) => (
        <EndpointCard
          key={endpoint.endpointId}
          endpoint={endpoint}
          no={index + 1}
          isShown={shown === endpoint.endpointId}
          show={() => setShownId(shown === endpoint.endpointId ? undefined : endpoint.endpointId)}
          start={(act) => setBegun({ endpoint, act })}
        />
      ))}
      {shown && <Deliveries key={shown} endpointId={shown} />}
      {begun === 'create' && endpoints.data && (
        <CreateEndpointDialog
          partnerId={partnerId}
          hospitalIds={hospitalIds}
          eventTypes={endpoints.data.eventTypes}
          tellSecret={setSecret}
          close={close}
        />
      )}
      {begun && begun !== 'create' && <EndpointActDialog {...begun} tellSecret={setSecret} close={close} />}
      {secret && (
        <ToldOnceDialog
          title={t('webhooks.secretTitle')}
          text={secret}
          warning={t('webhooks.secretOnce')}
          close={() => setSecret(undefined)}
        />
      )}
    </>
  );
}
