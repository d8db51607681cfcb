import type { ClinicDirectoryDto, ExceptionDto, TemplatesDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { dayAfter, weekdayOf } from '../../shared/clinic/week.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { templatesForLeave } from './leaves.js';

export type DayOffAct =
  | { readonly kind: 'holiday' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'as-calendar'; readonly date: string }
  | {
      readonly kind: 'remove-leave';
      readonly doctor: string;
      readonly date: string;
      readonly exceptions: readonly ExceptionDto[];
    };

type Props = {
  readonly planning: TemplatesDto;
  readonly directory: ClinicDirectoryDto;
  readonly today: string;
  readonly close: () => void;
};

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

function DateField({ id, value, change }: { id: string; value: string; change: (date: string) => void }) {
  const { t } = useTexts();
  return (
    <div className="field">
      <label htmlFor={id}>{t('schedule.date')}</label>
      <Input id={id} type="date" value={value} onChange={(event) => change(event.target.value)} />
    </div>
  );
}

/** C6: a date on which nobody comes, or that is worked like a weekday. */
function HolidayDialog({ today, close }: Pick<Props, 'today' | 'close'>) {
  const { t } = useTexts();
  const id = useId();
  const done = useActDone(api.schedule.pathKey(), close);
  const set = useMutation(api.schedule.setHoliday.mutationOptions());
  const [date, setDate] = useState(dayAfter(today, 1));
  const [kind, setKind] = useState<'off' | 'as-weekday'>('off');
  const [weekday, setWeekday] = useState<(typeof weekdays)[number]>(1);
  return (
    <ActDialog
      title={t('daysOff.setHoliday')}
      confirmWord={t('schedule.save')}
      canConfirm={date !== ''}
      consequences={[t(`daysOff.then.${kind}`), t('daysOff.allHospitals'), t('schedule.templateThen')]}
      words="none"
      firstControl={`${id}date`}
      run={() => set.mutateAsync({ rule: kind === 'off' ? { kind, date } : { kind, date, weekday } })}
      onDone={done}
      onClose={close}
    >
      <DateField id={`${id}date`} value={date} change={setDate} />
      <OneOf
        legend={t('daysOff.means')}
        value={kind}
        change={setKind}
        options={[
          { value: 'off', label: t('daysOff.kind.off') },
          { value: 'as-weekday', label: t('daysOff.kind.as-weekday') },
        ]}
      />
      {kind === 'as-weekday' && (
        <div className="field">
          <label htmlFor={`${id}weekday`}>{t('schedule.day')}</label>
          <select
            id={`${id}weekday`}
            value={weekday}
            onChange={(event) => setWeekday(weekdays.find((one) => one === Number(event.target.value)) ?? 1)}
          >
            {weekdays.map((one) => (
              <option key={one} value={one}>
                {t(`schedule.weekday.${one}`)}
              </option>
            ))}
          </select>
        </div>
      )}
    </ActDialog>
  );
}

/** C6: a day of leave of a doctor, for all of their weekly hours that hold then. */
function LeaveDialog({ planning, directory, today, close }: Props) {
  const { t } = useTexts();
  const id = useId();
  const done = useActDone(api.schedule.pathKey(), close);
  const add = useMutation(api.schedule.addException.mutationOptions());
  const planned = directory.doctors.filter(({ doctorId }) =>
    planning.templates.some((one) => one.doctorId === doctorId),
  );
  const [doctorId, setDoctorId] = useState(planned[0]?.doctorId ?? '');
  const [date, setDate] = useState(dayAfter(today, 1));
  const templates = templatesForLeave(planning, doctorId, date);
  const hours = templates.flatMap(({ week }) =>
    date === '' ? [] : week.filter(({ weekday }) => weekday === weekdayOf(date)),
  );
  const takeLeave = async () => {
    for (const { templateId } of templates)
      await add.mutateAsync({ templateId, exception: { kind: 'leave', date } });
  };
  return (
    <ActDialog
      title={t('daysOff.addLeave')}
      confirmWord={t('schedule.save')}
      canConfirm={date !== '' && templates.length > 0}
      consequences={
        templates.length === 0
          ? [t('daysOff.nothingToLeave')]
          : [t('daysOff.thenLeave', { count: hours.length }), t('schedule.templateThen')]
      }
      words="none"
      firstControl={`${id}doctor`}
      run={takeLeave}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <div className="field">
        <label htmlFor={`${id}doctor`}>{t('schedule.doctor')}</label>
        <select id={`${id}doctor`} value={doctorId} onChange={(event) => setDoctorId(event.target.value)}>
          {planned.map(({ doctorId: one, name }) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <DateField id={`${id}date`} value={date} change={setDate} />
    </ActDialog>
  );
}

/** A day that is again what the calendar, or the week of a doctor, says. */
function RestoreDialog({ act, close }: { act: Extract<DayOffAct, { date: string }>; close: () => void }) {
  const { t } = useTexts();
  const done = useActDone(api.schedule.pathKey(), close);
  const set = useMutation(api.schedule.setHoliday.mutationOptions());
  const remove = useMutation(api.schedule.removeException.mutationOptions());
  const { date } = act;
  const restore = async () => {
    if (act.kind === 'as-calendar') return set.mutateAsync({ rule: { kind: act.kind, date } });
    for (const { templateId, exceptionId } of act.exceptions)
      await remove.mutateAsync({ templateId, exceptionId });
    return undefined;
  };
  return (
    <ActDialog
      title={
        act.kind === 'as-calendar'
          ? t('daysOff.removeHoliday', { date })
          : t('daysOff.removeLeave', { doctor: act.doctor, date })
      }
      confirmWord={t('schedule.remove')}
      consequences={[
        act.kind === 'as-calendar' ? t('daysOff.thenCalendar', { date }) : t('schedule.removeThen', { date }),
        t('schedule.templateThen'),
      ]}
      words="none"
      firstControl="act-confirm"
      run={restore}
      onDone={done}
      onReload={done}
      onClose={close}
    />
  );
}

/** The dialog of an act about days off. */
export function DayOffDialog({ act, ...props }: Props & { readonly act: DayOffAct }) {
  if (act.kind === 'holiday') return <HolidayDialog today={props.today} close={props.close} />;
  if (act.kind === 'leave') return <LeaveDialog {...props} />;
  return <RestoreDialog act={act} close={props.close} />;
}
