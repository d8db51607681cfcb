import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { api } from '../api/client.js';
import { useTexts } from '../i18n/i18n.js';

type Props = {
  readonly hospitalId: string;
  readonly value: string | undefined;
  readonly change: (doctorId: string | undefined) => void;
};

/** One doctor of a hospital, or all of them. */
export function DoctorField({ hospitalId, value, change }: Props) {
  const { t } = useTexts();
  const id = useId();
  const directory = useQuery(api.schedule.directory.queryOptions({ hospitalId }));
  return (
    <div>
      <label htmlFor={id}>{t('schedule.doctor')}</label>
      <select id={id} value={value ?? ''} onChange={(event) => change(event.target.value || undefined)}>
        <option value="">{t('waitlists.everyDoctor')}</option>
        {directory.data?.doctors.map(({ doctorId, name }) => (
          <option key={doctorId} value={doctorId}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
