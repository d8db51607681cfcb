import { useMutation } from '@tanstack/react-query';
import { Alert, Skeleton } from 'antd';
import { useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { isOutdatedQuote, isStale } from '../../../shared/api/refusal.js';
import { formatStretch } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../../shared/layout/refusal-notice.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import { useRenewal } from '../../../shared/order/use-renewal.js';
import type { ActProps } from './acts.js';
import { PriceDifference } from './price-difference.js';
import { NEW_START, RescheduleTimes } from './reschedule-times.js';
import { type Times, useRescheduleQuote } from './use-reschedule-quote.js';

/** O10 by a dispatcher: the same visit at another time, at the price of a new quote that is seen first. */
export function RescheduleDialog({ order, ...callbacks }: ActProps) {
  const { t, language } = useTexts();
  const [times, setTimes] = useState<Times>();
  const quoted = useRescheduleQuote(order, times);
  const reschedule = useMutation(api.dispatch.reschedule.mutationOptions());
  const quote = quoted.data?.quote;
  const renewal = useRenewal(quote && { id: quote.quoteId, validUntil: quote.validUntil }, () => {
    void quoted.refetch();
  });
  const quoteAgain = (error: unknown): boolean => {
    const isOutdated = isOutdatedQuote(error);
    if (isOutdated) renewal.again();
    return isOutdated;
  };
  const run = async (reason: string) => {
    if (!quote) return;
    await reschedule.mutateAsync({
      orderId: order.orderId,
      expectedVersion: order.version,
      reason,
      quoteId: quote.quoteId,
    });
  };
  const reload = { word: t('act.reload'), run: callbacks.onReload };
  return (
    <ActDialog
      title={t('act.reschedule.title', { orderNo: order.orderNo })}
      confirmWord={t('act.reschedule.button')}
      canConfirm={quoted.isSuccess && !quoted.isFetching && !renewal.isOver}
      firstControl={NEW_START}
      consequences={[
        t('act.reschedule.first', {
          time: formatStretch(order.startsAt, order.endsAt, order.zone, language),
        }),
        t('act.reschedule.second'),
      ]}
      quickReasons={[t('act.reschedule.reasonA'), t('act.reschedule.reasonB')]}
      run={run}
      takesFailure={quoteAgain}
      {...callbacks}
    >
      <RescheduleTimes
        present={order}
        zone={order.zone}
        isAsking={quoted.isFetching}
        ask={setTimes}
        onEdit={() => setTimes(undefined)}
      />
      <div aria-live="polite" className="told">
        {renewal.wasRenewed && <Alert type="warning" showIcon title={t('cancel.renewed')} />}
        {quoted.isError && (
          <RefusalNotice error={quoted.error} {...(isStale(quoted.error) ? { action: reload } : {})} />
        )}
        {times === undefined && <p className="hint">{t('reschedule.askFirst')}</p>}
        {quoted.isLoading && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
        {quoted.data && <PriceDifference {...quoted.data} />}
      </div>
    </ActDialog>
  );
}
