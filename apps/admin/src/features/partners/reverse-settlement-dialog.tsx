import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { formatFen } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { SettlementDto } from './partners.js';
import { useBalanceWords } from './use-balance-words.js';

type Cause = NonNullable<SettlementDto['reversal']>['cause'];
const causes: readonly Cause[] = ['wrong-partner', 'wrong-amount', 'wrong-details', 'returned'];

type Props = {
  readonly partnerId: string;
  readonly settlement: SettlementDto;
  readonly owedFen: number;
  readonly close: () => void;
};

/** Takes a payment back that was booked wrongly, or that the bank has taken back. */
export function ReverseSettlementDialog({ partnerId, settlement, owedFen, close }: Props) {
  const { t } = useTexts();
  const reverse = useMutation(api.partner.reverseSettlement.mutationOptions());
  const done = useActDone(api.partner.pathKey(), close);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const words = useBalanceWords();
  const [cause, setCause] = useState<Cause>();
  const { settlementId, amountFen, bankReference: reference } = settlement;
  const amounts = {
    amount: formatFen(amountFen),
    before: words(owedFen),
    after: words(owedFen + amountFen),
  };
  return (
    <ActDialog
      title={t('partnerSettlements.reverseTitle', { reference })}
      confirmWord={t('partnerSettlements.reverse')}
      isDangerous
      canConfirm={cause !== undefined}
      consequences={[t('partnerSettlements.reverseFirst', amounts), t('partnerSettlements.reverseSecond')]}
      words="none"
      firstControl="reversal-cause"
      run={async () => {
        if (cause) await reverse.mutateAsync({ partnerId, settlementId, cause, idempotencyKey });
      }}
      onDone={done}
      onClose={close}
    >
      <OneOf
        legend={t('members.cause')}
        value={cause}
        change={setCause}
        firstId="reversal-cause"
        options={causes.map((one) => ({ value: one, label: wordOf('cause', one) }))}
      />
    </ActDialog>
  );
}
