import type { ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../layout/page.js';
import { HospitalField, useHospitals } from './hospital-field.js';

type Props = {
  readonly title: string;
  /** The hospital of the address; without one it is the first. */
  readonly hospital: string | undefined;
  readonly choose: (hospitalId: string) => void;
  /** What else is chosen, beside the hospital. */
  readonly beside?: (hospitalId: string) => ReactNode;
  readonly children: (hospitalId: string) => ReactNode;
};

/** A page about one of the hospitals at which the signed-in person runs clinics. */
export function HospitalPage({ title, hospital, choose, beside, children }: Props) {
  const { t } = useTexts();
  const hospitals = useHospitals();
  const hospitalId = hospital ?? hospitals.data?.[0]?.hospitalId;
  return (
    <>
      <PageTitle text={title} />
      {hospitals.isPending && <PageSkeleton />}
      {hospitals.isError && <PageFailure error={hospitals.error} retry={() => void hospitals.refetch()} />}
      {hospitals.data && hospitals.data.length > 0 && hospitalId && (
        <div className="clinic-head">
          <HospitalField hospitals={hospitals.data} value={hospitalId} change={choose} />
          {beside?.(hospitalId)}
        </div>
      )}
      {hospitals.data?.length === 0 && <NothingHere why={t('schedule.noHospitals')} />}
      {hospitalId && children(hospitalId)}
    </>
  );
}
