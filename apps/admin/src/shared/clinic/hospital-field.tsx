import './clinic-head.css';
import type { PlannedHospitalDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { api } from '../api/client.js';
import { useTexts } from '../i18n/i18n.js';
import { wordOf } from '../i18n/words.js';
import { byCity } from './by-city.js';

/** The hospitals of the cities in which the signed-in person runs clinics. */
export const useHospitals = () =>
  useQuery(api.schedule.hospitals.queryOptions(undefined, { staleTime: 60_000 }));

type Props = {
  readonly hospitals: readonly PlannedHospitalDto[];
  readonly value: string | undefined;
  readonly change: (hospitalId: string) => void;
};

const options = (hospitals: readonly PlannedHospitalDto[]) =>
  hospitals.map(({ hospitalId, name }) => (
    <option key={hospitalId} value={hospitalId}>
      {name}
    </option>
  ));

/** One hospital of all, under the names of their cities where there are several. */
export function HospitalField({ hospitals, value, change }: Props) {
  const { t } = useTexts();
  const id = useId();
  const cities = byCity(hospitals);
  return (
    <div>
      <label htmlFor={id}>{t('schedule.hospital')}</label>
      <select id={id} value={value ?? ''} onChange={(event) => change(event.target.value)}>
        {cities.length === 1
          ? options(hospitals)
          : cities.map(({ cityCode, hospitals: here }) => (
              <optgroup key={cityCode} label={wordOf('city', cityCode)}>
                {options(here)}
              </optgroup>
            ))}
      </select>
    </div>
  );
}
