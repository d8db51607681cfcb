import type { ClinicDirectoryDto, TemplateDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { clockOf, weekdayOf } from '../../shared/clinic/week.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { draftOf, isWhole, newPlan, type PlanDraft, planOf } from './plan-draft.js';
import { Field, PlanFields } from './plan-fields.js';
import { useScheduleDone } from './use-schedule.js';

type Kind = 'leave' | 'cancelled' | 'changed' | 'extra';
const kinds: readonly Kind[] = ['leave', 'cancelled', 'changed', 'extra'];

type Props = {
  readonly template: TemplateDto;
  readonly doctor: string;
  readonly rooms: ClinicDirectoryDto['rooms'];
  readonly monday: string;
  readonly close: () => void;
};

/** A day on which weekly hours differ. */
export function ExceptionDialog({ template, doctor, rooms, monday, close }: Props) {
  const { t } = useTexts();
  const id = useId();
  const done = useScheduleDone(close);
  const add = useMutation(api.schedule.addException.mutationOptions());
  const [kind, setKind] = useState<Kind>('leave');
  const [date, setDate] = useState(monday);
  const ofDay = template.week.filter(({ weekday }) => date !== '' && weekday === weekdayOf(date));
  const starts = (ofDay.length > 0 ? ofDay : template.week).map(({ fromMinute }) => fromMinute);
  const [start, setStart] = useState<number>();
  const fromMinute = starts.find((one) => one === start) ?? starts[0];
  const like = template.week[0];
  const [plan, setPlan] = useState<PlanDraft>(() => (like ? draftOf(like) : newPlan(rooms[0]?.roomId ?? '')));
  const isOfOne = kind === 'cancelled' || kind === 'changed';
  const hasPlan = kind === 'extra' || kind === 'changed';
  const exception = () => {
    if (kind === 'leave') return { kind, date };
    if (kind === 'extra') return { kind, date, plan: planOf(plan) };
    if (kind === 'cancelled') return { kind, date, fromMinute: fromMinute ?? 0 };
    return { kind, date, fromMinute: fromMinute ?? 0, plan: planOf(plan) };
  };
  return (
    <ActDialog
      title={t('schedule.addException', { doctor })}
      confirmWord={t('schedule.save')}
      canConfirm={date !== '' && (!hasPlan || isWhole(plan)) && (!isOfOne || fromMinute !== undefined)}
      consequences={[t(`schedule.exceptionThen.${kind}`), t('schedule.templateThen')]}
      words="none"
      firstControl={`${id}date`}
      run={() => add.mutateAsync({ templateId: template.templateId, exception: exception() })}
      onDone={done}
      onClose={close}
    >
      <Field id={`${id}date`} label={t('schedule.date')}>
        <Input id={`${id}date`} type="date" value={date} onChange={(event) => setDate(event.target.value)} />
      </Field>
      <OneOf
        legend={t('schedule.exceptionKind')}
        value={kind}
        change={setKind}
        options={kinds.map((one) => ({ value: one, label: t(`schedule.exception.${one}`) }))}
      />
      {isOfOne && (
        <Field id={`${id}start`} label={t('schedule.which')}>
          <select
            id={`${id}start`}
            value={fromMinute ?? ''}
            onChange={(event) => setStart(Number(event.target.value))}
          >
            {[...new Set(starts)].map((minute) => (
              <option key={minute} value={minute}>
                {clockOf(minute)}
              </option>
            ))}
          </select>
        </Field>
      )}
      {hasPlan && (
        <PlanFields
          plan={plan}
          rooms={rooms}
          change={(patch) => setPlan((before) => ({ ...before, ...patch }))}
        />
      )}
    </ActDialog>
  );
}
