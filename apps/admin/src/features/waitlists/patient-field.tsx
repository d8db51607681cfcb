import type { PatientDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { client } from '../../shared/api/client.js';
import { readRefusal } from '../../shared/api/refusal.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';

type Props = {
  readonly phoneId: string;
  readonly value: PatientDto | undefined;
  readonly change: (patient: PatientDto | undefined) => void;
};

const isNobody = (error: unknown): boolean => readRefusal(error).refusal?.type === 'NotFound';

/** A patient of the family that is on the phone: its whole number first, then whom of theirs. Every search is audited. */
export function PatientField({ phoneId, value, change }: Props) {
  const { t } = useTexts();
  const id = useId();
  const [phone, setPhone] = useState('');
  const find = useMutation({
    mutationFn: (given: string) => client.patient.find.query({ phone: given }),
    onMutate: () => change(undefined),
    onSuccess: (patients) => change(patients.find(({ isRealNamed }) => isRealNamed)),
  });
  const search = () => {
    if (phone.trim() !== '') find.mutate(phone.trim());
  };
  const searchByKey = (event: KeyboardEvent) => {
    event.preventDefault();
    search();
  };
  return (
    <>
      <div className="field">
        <label htmlFor={phoneId}>{t('waitlists.add.phone')}</label>
        <div className="phone-line">
          <Input
            id={phoneId}
            type="tel"
            value={phone}
            maxLength={30}
            autoComplete="off"
            aria-describedby={`${id}hint`}
            onChange={(event) => setPhone(event.target.value)}
            onPressEnter={searchByKey}
          />
          <Button data-act="find-patients" loading={find.isPending} onClick={search}>
            {t('waitlists.add.findPatients')}
          </Button>
        </div>
        <p id={`${id}hint`} className="hint">
          {t('people.audited')}
        </p>
      </div>
      {find.isError &&
        (isNobody(find.error) ? (
          <p role="status" className="hint">
            {t('people.nobody')}
          </p>
        ) : (
          <RefusalNotice error={find.error} />
        ))}
      {find.data?.length === 0 && (
        <p role="status" className="hint">
          {t('waitlists.add.noPatients')}
        </p>
      )}
      {find.data && find.data.length > 0 && (
        <div className="field">
          <label htmlFor={`${id}patient`}>{t('waitlists.add.patient')}</label>
          <select
            id={`${id}patient`}
            data-patients
            value={value?.patientId ?? ''}
            onChange={(event) => change(find.data.find(({ patientId }) => patientId === event.target.value))}
          >
            {value === undefined && <option value="">–</option>}
            {find.data.map(({ patientId, name, isRealNamed }) => (
              <option key={patientId} value={patientId} disabled={!isRealNamed}>
                {isRealNamed ? name : t('waitlists.add.notRealNamed', { name })}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}
