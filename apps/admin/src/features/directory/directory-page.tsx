import './directory.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { HospitalPage } from '../../shared/clinic/hospital-page.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { DaysOff } from './days-off.js';
import type { DirectoryAct } from './directory.js';
import { DirectoryDialog } from './directory-dialog.js';
import { DoctorRows, NameRows } from './directory-rows.js';

export type DirectoryQuery = { readonly hospital?: string | undefined };

type Props = { readonly query: DirectoryQuery; readonly change: (query: DirectoryQuery) => void };

function Directory({ hospitalId }: { readonly hospitalId: string }) {
  const { t } = useTexts();
  const may = useMay();
  const [act, setAct] = useState<DirectoryAct>();
  const found = useQuery(api.schedule.directory.queryOptions({ hospitalId }));
  if (found.isPending) return <PageSkeleton />;
  if (found.isError) return <PageFailure error={found.error} retry={() => void found.refetch()} />;
  const { departments, doctors, rooms } = found.data;
  const begin = may('directory.change') ? setAct : undefined;
  return (
    <div className="stack">
      <NameRows
        kind="department"
        rows={departments.map(({ departmentId: id, name }) => ({ id, name }))}
        begin={begin}
      />
      <DoctorRows doctors={doctors} departments={departments} begin={begin} />
      <NameRows kind="room" rows={rooms.map(({ roomId: id, name }) => ({ id, name }))} begin={begin} />
      <DaysOff hospitalId={hospitalId} directory={found.data} />
      {departments.length === 0 && <NothingHere why={t('directory.beginHere')} />}
      {act && (
        <DirectoryDialog
          act={act}
          hospitalId={hospitalId}
          departments={departments}
          close={() => setAct(undefined)}
        />
      )}
    </div>
  );
}

/** Departments, doctors and rooms of a hospital, and the days on which nobody comes. */
export function DirectoryPage({ query, change }: Props) {
  const { t } = useTexts();
  return (
    <HospitalPage
      title={t('directory.title')}
      hospital={query.hospital}
      choose={(hospital) => change({ hospital })}
    >
      {(hospitalId) => <Directory key={hospitalId} hospitalId={hospitalId} />}
    </HospitalPage>
  );
}
