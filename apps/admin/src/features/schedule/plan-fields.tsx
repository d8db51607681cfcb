import type { ClinicDirectoryDto } from '@banzhen/contracts';
import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTexts } from '../../shared/i18n/i18n.js';
import type { PlanDraft } from './plan-draft.js';

type Props = {
  readonly plan: PlanDraft;
  readonly rooms: ClinicDirectoryDto['rooms'];
  readonly change: (patch: Partial<PlanDraft>) => void;
};

type FieldProps = { readonly id: string; readonly label: string; readonly children: ReactNode };

/** A control under its label. */
export function Field({ id, label, children }: FieldProps) {
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

/** One session of a day: its hours, room, seats and release. */
export function PlanFields({ plan, rooms, change }: Props) {
  const { t } = useTexts();
  const id = useId();
  const time = (name: 'from' | 'to' | 'at', label: string) => (
    <Field id={`${id}${name}`} label={label}>
      <Input
        id={`${id}${name}`}
        type="time"
        value={plan[name]}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </Field>
  );
  const number = (name: 'seats' | 'everyMinutes' | 'days', label: string, least: number) => (
    <Field id={`${id}${name}`} label={label}>
      <Input
        id={`${id}${name}`}
        type="number"
        min={least}
        value={plan[name]}
        onChange={(event) => change({ [name]: Math.trunc(Number(event.target.value)) })}
      />
    </Field>
  );
  return (
    <div className="plan-fields">
      {time('from', t('schedule.from'))}
      {time('to', t('schedule.to'))}
      <Field id={`${id}room`} label={t('schedule.room')}>
        <select
          id={`${id}room`}
          value={plan.roomId}
          onChange={(event) => change({ roomId: event.target.value })}
        >
          {rooms.map(({ roomId, name }) => (
            <option key={roomId} value={roomId}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Field id={`${id}by`} label={t('schedule.seatsBy')}>
        <select
          id={`${id}by`}
          value={plan.by}
          onChange={(event) => change({ by: event.target.value === 'time' ? 'time' : 'session' })}
        >
          <option value="session">{t('schedule.bySession')}</option>
          <option value="time">{t('schedule.byTime')}</option>
        </select>
      </Field>
      {number('seats', plan.by === 'time' ? t('schedule.seatsEach') : t('schedule.capacity'), 1)}
      {plan.by === 'time' && number('everyMinutes', t('schedule.everyMinutes'), 1)}
      <Field id={`${id}release`} label={t('schedule.release')}>
        <select
          id={`${id}release`}
          value={plan.release}
          onChange={(event) =>
            change({ release: event.target.value === 'days-before' ? 'days-before' : 'at-publication' })
          }
        >
          <option value="at-publication">{t('schedule.atPublication')}</option>
          <option value="days-before">{t('schedule.daysBefore')}</option>
        </select>
      </Field>
      {plan.release === 'days-before' && number('days', t('schedule.days'), 0)}
      {plan.release === 'days-before' && time('at', t('schedule.releaseClock'))}
    </div>
  );
}
