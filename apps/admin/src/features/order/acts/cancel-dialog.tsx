import type { CancellationQuoteDto, OrderDetailDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Radio, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { formatFen } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { wordOf } from '../../../shared/i18n/words.js';
import { RefusalNotice } from '../../../shared/layout/refusal-notice.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import { useRemaining, useServerNow } from '../../../shared/order/due-clock.js';
import type { ActProps } from './acts.js';

const faults = ['family', 'escort', 'clinic', 'emergency', 'platform'] as const;
type Fault = (typeof faults)[number];

/** The quote is made anew for every fault and every version of the order; nothing else may reuse it. */
const useCancellationQuote = (order: OrderDetailDto, fault: Fault) => {
  const ask = useMutation(api.dispatch.quoteCancellation.mutationOptions());
  return useQuery({
    queryKey: ['cancellation-quote', order.orderId, order.version, fault],
    queryFn: () => ask.mutateAsync({ orderId: order.orderId, expectedVersion: order.version, fault }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
};

function Rule({ rule }: { readonly rule: string }) {
  const { t } = useTexts();
  const hours = /^(\d+)h$/.exec(rule)?.[1];
  return <>{hours === undefined ? wordOf('rule', rule) : t('rule.tier', { hours })}</>;
}

const parts = ['refundFen', 'escortFen', 'platformFen', 'compensationFen'] as const;

function Split({ quote, renew }: { readonly quote: CancellationQuoteDto; readonly renew: () => void }) {
  const { t } = useTexts();
  const { text, urgency } = useRemaining(quote.expiresAt);
  return (
    <div className="quote" data-rule={quote.rule}>
      <dl className="sums">
        {parts.map((part) => (
          <div key={part} data-part={part}>
            <dt>{t(`cancel.${part}`)}</dt>
            <dd className="money">{formatFen(quote[part])}</dd>
          </div>
        ))}
        <div>
          <dt>{t('cancel.rule')}</dt>
          <dd>
            <Rule rule={quote.rule} />
          </dd>
        </div>
      </dl>
      {urgency === 'overdue' ? (
        <p role="alert">
          {t('cancel.expired')} <Button onClick={renew}>{t('cancel.renew')}</Button>
        </p>
      ) : (
        <p className="hint">{t('cancel.valid', { left: text })}</p>
      )}
    </div>
  );
}

/** O3, O19, O20: the exact split is shown first, and exactly that one is executed. */
export function CancelDialog({ order, ...callbacks }: ActProps) {
  const { t } = useTexts();
  const faultLabel = useId();
  const [fault, setFault] = useState<Fault>('family');
  const quote = useCancellationQuote(order, fault);
  const cancel = useMutation(api.dispatch.cancel.mutationOptions());
  const now = useServerNow();
  const isValid = quote.data !== undefined && Date.parse(quote.data.expiresAt) > now;
  const run = async (reason: string) => {
    if (!quote.data) return;
    const { cancellationQuoteId } = quote.data;
    await cancel.mutateAsync({
      orderId: order.orderId,
      expectedVersion: order.version,
      reason,
      cancellationQuoteId,
    });
  };
  return (
    <ActDialog
      title={t('act.cancel.title', { orderNo: order.orderNo })}
      confirmWord={
        quote.data ? t('cancel.confirm', { refund: formatFen(quote.data.refundFen) }) : t('act.cancel.button')
      }
      isDangerous
      canConfirm={isValid && !quote.isFetching}
      consequences={[t('act.cancel.first'), t('act.cancel.second')]}
      quickReasons={[t('act.cancel.reasonA'), t('act.cancel.reasonB')]}
      run={run}
      {...callbacks}
    >
      <fieldset className="bare fault">
        <legend id={faultLabel}>{t('cancel.fault')}</legend>
        <Radio.Group
          aria-labelledby={faultLabel}
          value={fault}
          onChange={(event) => setFault(event.target.value)}
          options={faults.map((one) => ({ value: one, label: t(`fault.${one}`) }))}
        />
      </fieldset>
      <div aria-live="polite">
        {quote.isError && <RefusalNotice error={quote.error} />}
        {quote.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
        {quote.data && <Split quote={quote.data} renew={() => void quote.refetch()} />}
      </div>
    </ActDialog>
  );
}
