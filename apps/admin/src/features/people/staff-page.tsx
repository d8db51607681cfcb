import './people.css';
import type { StaffMemberDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { OpenPersonAct } from './open-person-act.js';
import type { PersonAct, Whom } from './person.js';
import { StaffRows } from './staff-rows.js';

type Begun = { readonly act: PersonAct; readonly whom: Whom };

function Staff({ members }: { readonly members: readonly StaffMemberDto[] }) {
  const { t } = useTexts();
  const [begun, setBegun] = useState<Begun>();
  if (members.length === 0) return <NothingHere why={t('staff.none')} />;
  return (
    <section className="panel" aria-label={t('staff.title')}>
      <StaffRows members={members} start={(whom, act) => setBegun({ whom, act })} />
      {begun && <OpenPersonAct {...begun} close={() => setBegun(undefined)} />}
    </section>
  );
}

/** Everybody who holds a role now, where and until when. */
export function StaffPage() {
  const { t } = useTexts();
  const may = useMay();
  const staff = useQuery(api.people.staff.queryOptions());
  return (
    <>
      <PageTitle text={t('staff.title')} />
      <p className="hint">
        {staff.isSuccess && `${t('staff.count', { members: staff.data.length })} · `}
        {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {may('role.grant') && may('person.find') && (
        <p>
          {t('staff.newcomer')} <Link to="/people">{t('people.title')}</Link>
        </p>
      )}
      {staff.isPending && <PageSkeleton />}
      {staff.isError && <PageFailure error={staff.error} retry={() => void staff.refetch()} />}
      {staff.data && <Staff members={staff.data} />}
    </>
  );
}
