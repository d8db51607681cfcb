import './calendars.css';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { api } from '../../shared/api/client.js';
import { HospitalPage } from '../../shared/clinic/hospital-page.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { FilterField } from '../../shared/layout/filter-form.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { LinksPanel } from './links-panel.js';

export type CalendarsQuery = { readonly hospital?: string | undefined; readonly doctor?: string | undefined };

type Props = { readonly query: CalendarsQuery; readonly change: (query: CalendarsQuery) => void };

function DoctorCalendar({ hospitalId, query, change }: Props & { readonly hospitalId: string }) {
  const { t } = useTexts();
  const id = useId();
  const found = useQuery(api.schedule.directory.queryOptions({ hospitalId }));
  if (found.isPending) return <PageSkeleton />;
  if (found.isError) return <PageFailure error={found.error} retry={() => void found.refetch()} />;
  const { departments, doctors } = found.data;
  const doctor = doctors.find(({ doctorId }) => doctorId === query.doctor) ?? doctors[0];
  if (!doctor) return <NothingHere why={t('calendars.nobody')} />;
  return (
    <div className="stack">
      <div className="clinic-head">
        <FilterField id={id} label={t('schedule.doctor')}>
          <select
            id={id}
            value={doctor.doctorId}
            onChange={(event) => change({ hospital: hospitalId, doctor: event.target.value })}
          >
            {departments.map(({ departmentId, name }) => (
              <optgroup key={departmentId} label={name}>
                {doctors
                  .filter((one) => one.departmentId === departmentId)
                  .map(({ doctorId, name: doctorName }) => (
                    <option key={doctorId} value={doctorId}>
                      {doctorName}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </FilterField>
      </div>
      <LinksPanel key={doctor.doctorId} doctor={doctor} />
    </div>
  );
}

/** The calendars of a hospital's doctors, as links that are subscribed to. */
export function CalendarsPage({ query, change }: Props) {
  const { t } = useTexts();
  return (
    <HospitalPage
      title={t('calendars.title')}
      hospital={query.hospital}
      choose={(hospital) => change({ hospital })}
    >
      {(hospitalId) => (
        <DoctorCalendar key={hospitalId} hospitalId={hospitalId} query={query} change={change} />
      )}
    </HospitalPage>
  );
}
