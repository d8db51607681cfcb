import type { CreatedKeyDto } from '@banzhen/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { NumberField } from '../../shared/rules/number-field.js';
import { LinesField } from './lines-field.js';
import { networksIn, type PartnerDto, presetOf, usualKey } from './partners.js';
import { HospitalBoxes, OperationBoxes } from './scope-fields.js';

type Props = {
  readonly partner: PartnerDto;
  /** What a key can be for. */
  readonly operations: readonly string[];
  readonly tell: (told: CreatedKeyDto) => void;
  readonly close: () => void;
};

/** Gives a partner a key: for what, where, from where, how often and how long. */
export function CreateKeyDialog({ partner, operations, tell, close }: Props) {
  const { t } = useTexts();
  const client = useQueryClient();
  const create = useMutation(api.partner.createKey.mutationOptions({ gcTime: 0 }));
  const [hospitalIds, setHospitalIds] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState(() => presetOf('reads', operations));
  const [networks, setNetworks] = useState('');
  const [signingKey, setSigningKey] = useState('');
  const [numbers, setNumbers] = useState(usualKey);
  const of = t('partnerKeys.create');
  const run = async () => {
    tell(
      await create.mutateAsync({
        ...numbers,
        partnerId: partner.partnerId,
        hospitalIds: [...hospitalIds],
        operations: [...chosen],
        networks: [...networksIn(networks)],
        ...(signingKey.trim() === '' ? {} : { signingKey: signingKey.trim() }),
      }),
    );
    create.reset();
  };
  return (
    <ActDialog
      title={t('partnerKeys.createTitle', { name: partner.name })}
      confirmWord={of}
      canConfirm={hospitalIds.length > 0 && chosen.length > 0}
      consequences={[t('partnerKeys.createFirst'), t('partnerKeys.createSecond')]}
      words="none"
      firstControl="key-quota"
      run={run}
      onDone={() => {
        close();
        void client.invalidateQueries({ queryKey: api.partner.pathKey() });
      }}
      onClose={close}
    >
      <HospitalBoxes chosen={hospitalIds} change={setHospitalIds} />
      <OperationBoxes operations={operations} chosen={chosen} change={setChosen} />
      <LinesField
        id="key-networks"
        label={t('partnerKeys.networks')}
        hint={t('partnerKeys.networksHint')}
        value={networks}
        maxLength={3_000}
        change={setNetworks}
      />
      <LinesField
        id="key-signing"
        label={t('partnerKeys.signingKey')}
        hint={t('partnerKeys.signingKeyHint')}
        value={signingKey}
        maxLength={1_000}
        change={setSigningKey}
      />
      <div className="key-numbers">
        <NumberField
          label={t('partnerKeys.quota')}
          of={of}
          value={numbers.dailyQuota}
          hint={t('partnerKeys.quotaHint')}
          change={(dailyQuota) => setNumbers((before) => ({ ...before, dailyQuota }))}
        />
        <NumberField
          label={t('partnerKeys.days')}
          of={of}
          value={numbers.days}
          hint={t('partnerKeys.daysHint')}
          change={(days) => setNumbers((before) => ({ ...before, days }))}
        />
      </div>
    </ActDialog>
  );
}
