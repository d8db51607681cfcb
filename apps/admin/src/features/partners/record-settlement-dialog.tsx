import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { serverNowMs } from '../../shared/api/server-clock.js';
import { dayOf, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { fenOf } from '../../shared/yuan.js';
import type { PartnerDto } from './partners.js';
import { useBalanceWords } from './use-balance-words.js';

type Props = { readonly partner: PartnerDto; readonly owedFen: number; readonly close: () => void };

const today = (): string => dayOf(new Date(serverNowMs()).toISOString(), mainlandZone);

/** Books money that a partner has paid for its account, as the bank tells it. */
export function RecordSettlementDialog({ partner: { partnerId, name }, owedFen, close }: Props) {
  const { t } = useTexts();
  const record = useMutation(api.partner.recordSettlement.mutationOptions());
  const done = useActDone(api.partner.pathKey(), close);
  // A payment that is sent twice is booked once.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [yuan, setYuan] = useState('');
  const [receivedOn, setReceivedOn] = useState(today);
  const [reference, setReference] = useState('');
  const amountFen = fenOf(yuan) ?? 0;
  const words = useBalanceWords();
  const paid = { amountFen, receivedOn, bankReference: reference.trim() };
  return (
    <ActDialog
      title={t('partnerSettlements.recordTitle', { name })}
      confirmWord={t('partnerSettlements.record')}
      canConfirm={amountFen > 0 && receivedOn !== '' && paid.bankReference !== ''}
      consequences={[
        t('partnerSettlements.recordFirst', { before: words(owedFen), after: words(owedFen - amountFen) }),
        t('partnerSettlements.recordSecond'),
      ]}
      words="none"
      firstControl="settlement-amount"
      run={() => record.mutateAsync({ partnerId, ...paid, idempotencyKey })}
      onDone={done}
      onClose={close}
    >
      <div className="field">
        <label htmlFor="settlement-amount">{t('partnerSettlements.amount')}</label>
        <Input
          id="settlement-amount"
          inputMode="decimal"
          autoComplete="off"
          aria-required
          aria-describedby="settlement-amount-hint"
          value={yuan}
          onChange={(event) => setYuan(event.target.value)}
        />
        <p id="settlement-amount-hint" className="fine">
          {t('partnerSettlements.amountHint')}
        </p>
      </div>
      <div className="field">
        <label htmlFor="settlement-day">{t('partnerSettlements.receivedOn')}</label>
        <Input
          id="settlement-day"
          type="date"
          aria-required
          max={today()}
          value={receivedOn}
          onChange={(event) => setReceivedOn(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor="settlement-reference">{t('partnerSettlements.reference')}</label>
        <Input
          id="settlement-reference"
          autoComplete="off"
          aria-required
          aria-describedby="settlement-reference-hint"
          maxLength={80}
          value={reference}
          onChange={(event) => setReference(event.target.value)}
        />
        <p id="settlement-reference-hint" className="fine">
          {t('partnerSettlements.referenceHint')}
        </p>
      </div>
    </ActDialog>
  );
}
