import './fairness.css';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId } from 'react';
import { api } from '../../shared/api/client.js';
import { serverNowMs } from '../../shared/api/server-clock.js';
import { HospitalPage } from '../../shared/clinic/hospital-page.js';
import { namesOf } from '../../shared/clinic/session-names.js';
import { dayAfter } from '../../shared/clinic/week.js';
import { dayOf, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { DepartmentReport } from './department-report.js';

export type FairnessQuery = {
  readonly hospital?: string | undefined;
  readonly from?: string | undefined;
  /** The last day. */
  readonly to?: string | undefined;
};

type Props = { readonly query: FairnessQuery; readonly change: (patch: FairnessQuery) => void };
type Asked = { readonly hospitalId: string; readonly from: string; readonly to: string };

const USUAL_DAYS = 28;

function Report({ hospitalId, from, to }: Asked) {
  const { t } = useTexts();
  const directory = useQuery(api.schedule.directory.queryOptions({ hospitalId }));
  const report = useQuery(api.waitlist.fairness.queryOptions({ hospitalId, from, until: dayAfter(to, 1) }));
  const failed = [directory, report].find(({ isError }) => isError);
  if (failed) return <PageFailure error={failed.error} retry={() => void failed.refetch()} />;
  if (!directory.data || !report.data) return <PageSkeleton />;
  const names = namesOf(directory.data);
  const { departments, zone } = report.data;
  return (
    <div className="stack" data-departments={departments.length}>
      <p className="hint">
        {t('zone.all', { zone: wordOf('zone', zone) })} · {t('fairness.how')}
      </p>
      {departments.length === 0 && <NothingHere why={t('fairness.none')} />}
      {departments.map((one) => (
        <DepartmentReport key={one.departmentId} report={one} name={names(one.departmentId)} />
      ))}
    </div>
  );
}

/** Who got freed seats and who was offered them, by department, in some days: sums, and no names. */
export function FairnessPage({ query, change }: Props) {
  const { t } = useTexts();
  const id = useId();
  const today = dayOf(new Date(serverNowMs()).toISOString(), mainlandZone);
  const to = query.to ?? today;
  const from = query.from ?? dayAfter(to, 1 - USUAL_DAYS);
  const dayField = (name: 'from' | 'to', value: string) => (
    <div>
      <label htmlFor={`${id}${name}`}>{t(`fairness.${name}`)}</label>
      <Input
        id={`${id}${name}`}
        type="date"
        value={value}
        onChange={(event) => change({ [name]: event.target.value || undefined })}
      />
    </div>
  );
  return (
    <HospitalPage
      title={t('fairness.title')}
      hospital={query.hospital}
      choose={(hospital) => change({ hospital })}
      beside={() => (
        <>
          {dayField('from', from)}
          {dayField('to', to)}
          <Button onClick={() => change({ from: undefined, to: undefined })}>
            {t('fairness.lastDays', { days: USUAL_DAYS })}
          </Button>
        </>
      )}
    >
      {(hospitalId) => (
        <Report key={`${hospitalId} ${from} ${to}`} hospitalId={hospitalId} from={from} to={to} />
      )}
    </HospitalPage>
  );
}
