import type { ListedReportDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';

type Props = { readonly row: ListedReportDto; readonly close: () => void };

const outcomes = ['upheld', 'not-upheld'] as const;
type Outcome = (typeof outcomes)[number];

/** Closes the reports of a message with a finding; an upheld one hides it for good. */
export function CloseDialog({ row, close }: Props) {
  const { t } = useTexts();
  const [outcome, setOutcome] = useState<Outcome>();
  // What is sent twice is found once; another finding is another request.
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const closing = useMutation(api.conversation.closeReport.mutationOptions());
  const done = useActDone(api.conversation.pathKey(), close);
  const { orderId, orderNo, seq, version } = row;
  const choose = (next: Outcome) => {
    setOutcome(next);
    setKey(crypto.randomUUID());
  };
  const run = async (note: string) => {
    if (outcome)
      await closing.mutateAsync({ orderId, seq, outcome, note, expectedVersion: version, idempotencyKey });
  };
  return (
    <ActDialog
      title={t('reports.closeTitle', { orderNo, seq })}
      confirmWord={t(`reports.outcome.${outcome ?? 'none'}`)}
      isDangerous={outcome === 'upheld'}
      canConfirm={outcome !== undefined}
      consequences={outcome ? [t(`reports.first.${outcome}`), t('reports.second')] : []}
      words={{ label: t('reports.note'), missing: t('reports.noteMissing'), isLong: true }}
      firstControl="report-upheld"
      run={run}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <OneOf
        legend={t('reports.finding')}
        value={outcome}
        change={choose}
        options={outcomes.map((one) => ({ value: one, label: t(`reports.outcome.${one}`) }))}
        firstId="report-upheld"
      />
    </ActDialog>
  );
}
