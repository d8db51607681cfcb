import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { PartnerDto } from './partners.js';

const kinds = ['clinic', 'insurer'] as const satisfies readonly PartnerDto['kind'][];
const LONGEST_NAME = 80;

/** Makes an organisation a partner. */
export function RegisterDialog({ close }: { readonly close: () => void }) {
  const { t } = useTexts();
  const register = useMutation(api.partner.register.mutationOptions());
  const done = useActDone(api.partner.pathKey(), close);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<PartnerDto['kind']>('clinic');
  return (
    <ActDialog
      title={t('partners.registerTitle')}
      confirmWord={t('partners.register')}
      canConfirm={name.trim() !== ''}
      consequences={[t('partners.registerFirst'), t('partners.registerSecond')]}
      words="none"
      firstControl="partner-name"
      run={() => register.mutateAsync({ name: name.trim(), kind })}
      onDone={done}
      onClose={close}
    >
      <div className="field">
        <label htmlFor="partner-name">{t('partners.name')}</label>
        <Input
          id="partner-name"
          value={name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          aria-required
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <OneOf
        legend={t('partners.kind')}
        value={kind}
        change={setKind}
        options={kinds.map((one) => ({ value: one, label: t(`partners.kindOf.${one}`) }))}
      />
    </ActDialog>
  );
}
