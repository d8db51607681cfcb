import type { CancellationQuoteDto, OrderDetailDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Radio, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { isOutdatedQuote, isStale } from '../../../shared/api/refusal.js';
import { formatFen } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { wordOf } from '../../../shared/i18n/words.js';
import { RefusalNotice } from '../../../shared/layout/refusal-notice.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import { useRemaining } from '../../../shared/order/due-clock.js';
import { useRenewal } from '../../../shared/order/use-renewal.js';
import type { ActProps } from './acts.js';
import { SplitSums } from './split-sums.js';

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

function Quote({ quote }: { readonly quote: CancellationQuoteDto }) {
  const { t } = useTexts();
  const { text } = useRemaining(quote.expiresAt);
  const { refundFen, escortFen, platformFen, compensationFen } = quote;
  return (
    <div className="quote" data-rule={quote.rule} data-quote={quote.cancellationQuoteId}>
      <SplitSums split={{ refundFen, escortFen, platformFen, compensationFen }} />
      <p>
        {t('cancel.rule')} <Rule rule={quote.rule} />
      </p>
      <p className="hint">{t('cancel.valid', { left: text })}</p>
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
  const renewal = useRenewal(
    quote.data && { id: quote.data.cancellationQuoteId, validUntil: quote.data.expiresAt },
    () => void quote.refetch(),
  );
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
  const quoteAgain = (error: unknown): boolean => {
    const isOutdated = isOutdatedQuote(error);
    if (isOutdated) renewal.again();
    return isOutdated;
  };
  const wayOn = isStale(quote.error)
    ? { word: t('act.reload'), run: callbacks.onReload }
    : { word: t('page.retry'), run: () => void quote.refetch() };
  return (
    <ActDialog
      title={t('act.cancel.title', { orderNo: order.orderNo })}
      confirmWord={
        quote.data ? t('cancel.confirm', { refund: formatFen(quote.data.refundFen) }) : t('act.cancel.button')
      }
      isDangerous
      canConfirm={quote.isSuccess && !quote.isFetching && !renewal.isOver}
      consequences={[t('act.cancel.first'), t('act.cancel.second')]}
      quickReasons={[t('act.cancel.reasonA'), t('act.cancel.reasonB')]}
      run={run}
      takesFailure={quoteAgain}
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
      <div aria-live="polite" className="told">
        {renewal.wasRenewed && <Alert type="warning" showIcon title={t('cancel.renewed')} />}
        {quote.isError && <RefusalNotice error={quote.error} action={wayOn} />}
        {quote.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
        {quote.data && <Quote quote={quote.data} />}
      </div>
    </ActDialog>
  );
}
