import type { ClinicDirectoryDto, TemplatesDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { serverNowMs } from '../../shared/api/server-clock.js';
import { namesOf } from '../../shared/clinic/session-names.js';
import { dayAfter } from '../../shared/clinic/week.js';
import { dayOf, formatDate, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { type DayOffAct, DayOffDialog } from './day-off-dialog.js';
import { leavesOf } from './leaves.js';

type Props = { readonly hospitalId: string; readonly directory: ClinicDirectoryDto };

/** So many days are planned at a time. */
const DAYS = 92;

type ListProps = {
  readonly planning: TemplatesDto;
  readonly directory: ClinicDirectoryDto;
  readonly begin: (act: DayOffAct) => void;
};

function Holidays({ planning: { holidays }, begin }: Pick<ListProps, 'planning' | 'begin'>) {
  const { t, language } = useTexts();
  const maySet = useMay()('holiday.set');
  return (
    <>
      <div className="panel-head">
        <h3>{t('daysOff.holidays')}</h3>
        {maySet && (
          <Button data-act="set-holiday" onClick={() => begin({ kind: 'holiday' })}>
            {t('daysOff.setHoliday')}
          </Button>
        )}
      </div>
      <p className="hint">{t('daysOff.statutory')}</p>
      {holidays.length === 0 && <p className="hint">{t('daysOff.noHolidays')}</p>}
      <ul className="name-rows">
        {holidays.map((rule) => (
          <li key={rule.date} data-holiday={rule.date}>
            <span>
              {formatDate(rule.date, language)} ·{' '}
              {rule.weekday === undefined
                ? t('daysOff.kind.off')
                : t('daysOff.worked', { day: t(`schedule.weekday.${rule.weekday}`) })}
            </span>
            {maySet && (
              <Button
                size="small"
                onClick={() => begin({ kind: 'as-calendar', date: rule.date })}
                aria-label={t('daysOff.removeHoliday', { date: formatDate(rule.date, language) })}
              >
                {t('schedule.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Leaves({ planning, directory, begin }: ListProps) {
  const { t, language } = useTexts();
  const may = useMay()('schedule.change');
  const names = namesOf(directory);
  const leaves = leavesOf(planning);
  return (
    <>
      <div className="panel-head days-off-part">
        <h3>{t('daysOff.leaves')}</h3>
        {may && planning.templates.length > 0 && (
          <Button data-act="add-leave" onClick={() => begin({ kind: 'leave' })}>
            {t('daysOff.addLeave')}
          </Button>
        )}
      </div>
      {leaves.length === 0 && <p className="hint">{t('daysOff.noLeaves')}</p>}
      <ul className="name-rows">
        {leaves.map(({ doctorId, date, exceptions }) => (
          <li key={`${doctorId} ${date}`} data-leave={date}>
            <span>
              {formatDate(date, language)} · {names(doctorId)}
            </span>
            {may && (
              <Button
                size="small"
                onClick={() => begin({ kind: 'remove-leave', doctor: names(doctorId), date, exceptions })}
                aria-label={t('daysOff.removeLeave', {
                  doctor: names(doctorId),
                  date: formatDate(date, language),
                })}
              >
                {t('schedule.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Days on which nobody comes, or one doctor does not, in the time that is planned. */
export function DaysOff({ hospitalId, directory }: Props) {
  const { t } = useTexts();
  const [act, setAct] = useState<DayOffAct>();
  const from = dayOf(new Date(serverNowMs()).toISOString(), mainlandZone);
  const planning = useQuery(
    api.schedule.templates.queryOptions({ hospitalId, from, until: dayAfter(from, DAYS) }),
  );
  return (
    <section className="panel" aria-label={t('daysOff.title')} data-kind="days-off">
      <h2>{t('daysOff.title')}</h2>
      <p className="hint">{t('daysOff.span', { days: DAYS })}</p>
      {planning.isPending && <PageSkeleton />}
      {planning.isError && <PageFailure error={planning.error} retry={() => void planning.refetch()} />}
      {planning.data && (
        <>
          <Holidays planning={planning.data} begin={setAct} />
          <Leaves planning={planning.data} directory={directory} begin={setAct} />
        </>
      )}
      {act && planning.data && (
        <DayOffDialog
          act={act}
          planning={planning.data}
          directory={directory}
          today={from}
          close={() => setAct(undefined)}
        />
      )}
    </section>
  );
}
