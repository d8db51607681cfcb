import './order.css';
import type { OrderDetailDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../shared/i18n/i18n.js';
import { PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { useOrder } from '../../shared/order/use-order.js';
import { ActButtons } from './acts/act-buttons.js';
import type { Act } from './acts/acts.js';
import { OpenAct } from './acts/open-act.js';
import { Conversation } from './conversation.js';
import { Ledger } from './ledger.js';
import { Money } from './money.js';
import { OrderHeader } from './order-header.js';
import { PatientWait } from './patient-wait.js';
import { ServiceLog } from './service-log.js';
import { Shifts } from './shifts.js';
import { Timeline } from './timeline.js';

function OrderBody({ order }: { readonly order: OrderDetailDto }) {
  const [act, setAct] = useState<Act>();
  return (
    <>
      <OrderHeader order={order} />
      <ActButtons order={order} start={setAct} />
      <div className="order-grid">
        <div className="stack">
          <PatientWait order={order} />
          <Shifts order={order} start={setAct} />
          <Timeline order={order} />
        </div>
        <div className="stack">
          <Money order={order} />
          <Ledger order={order} />
          <ServiceLog order={order} />
          <Conversation order={order} />
        </div>
      </div>
      {act && <OpenAct act={act} order={order} close={() => setAct(undefined)} />}
    </>
  );
}

/** One order with everything that happened to it, and what may be done now. */
export function OrderPage({ orderId }: { readonly orderId: string }) {
  const { t } = useTexts();
  const order = useOrder(orderId);
  return (
    <>
      <p className="way-back">
        <Link to="/">{t('nav.backToBoard')}</Link>
      </p>
      {order.data ? (
        <OrderBody order={order.data} />
      ) : (
        <>
          <PageTitle text={t('order.title')} />
          {order.isError ? (
            <PageFailure error={order.error} retry={() => void order.refetch()} />
          ) : (
            <PageSkeleton />
          )}
        </>
      )}
    </>
  );
}
