import type { PartnerCreditDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { formatFen } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { fenOf, yuanOf } from '../../shared/yuan.js';
import type { PartnerDto } from './partners.js';

type Props = {
  readonly partner: PartnerDto;
  readonly credit: PartnerCreditDto;
  readonly close: () => void;
};

/** Says how much a partner may owe from now on. */
export function CreditLimitDialog({ partner: { partnerId, name }, credit, close }: Props) {
  const { t } = useTexts();
  const setLimit = useMutation(api.partner.setCreditLimit.mutationOptions());
  const done = useActDone(api.partner.pathKey(), close);
  const [yuan, setYuan] = useState(yuanOf(credit.limitFen));
  const limitFen = fenOf(yuan);
  return (
    <ActDialog
      title={t('partnerCredit.changeTitle', { name })}
      confirmWord={t('partnerCredit.change')}
      canConfirm={limitFen !== undefined && limitFen !== credit.limitFen}
      consequences={[
        t('partnerCredit.changeFirst'),
        t('partnerCredit.changeSecond', { owed: formatFen(credit.owedFen) }),
      ]}
      words="none"
      firstControl="credit-limit"
      run={() => setLimit.mutateAsync({ partnerId, limitFen: limitFen ?? credit.limitFen })}
      onDone={done}
      onClose={close}
    >
      <div className="field">
        <label htmlFor="credit-limit">{t('partnerCredit.limit')}</label>
        <Input
          id="credit-limit"
          inputMode="decimal"
          autoComplete="off"
          aria-required
          aria-describedby="credit-limit-hint"
          value={yuan}
          onChange={(event) => setYuan(event.target.value)}
        />
        <p id="credit-limit-hint" className="fine">
          {t('partnerCredit.hint')}
        </p>
      </div>
    </ActDialog>
  );
}
