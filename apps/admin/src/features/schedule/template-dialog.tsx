import type { ClinicDirectoryDto, TemplateDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import {
  type DrawnHours,
  draftOf,
  isWhole,
  newPlan,
  planOf,
  type WeekDraft,
  weekdays,
} from './plan-draft.js';
import { Field, PlanFields } from './plan-fields.js';
import { useScheduleDone } from './use-schedule.js';

type Props = {
  readonly directory: ClinicDirectoryDto;
  /** Absent for a new one. */
  readonly template?: TemplateDto;
  /** The hours of a new one, where they were drawn on the calendar. */
  readonly drawn?: DrawnHours;
  /** From which day a new one holds. */
  readonly monday: string;
  readonly close: () => void;
};

const rowsOf = (
  template: TemplateDto | undefined,
  drawn: DrawnHours | undefined,
  roomId: string,
): readonly WeekDraft[] =>
  template
    ? template.week.map((plan, key) => ({ ...draftOf(plan), key, weekday: plan.weekday }))
    : [{ ...newPlan(roomId), key: 0, weekday: 1, ...drawn }];

function useTemplateDraft({ directory, template, drawn, monday }: Omit<Props, 'close'>) {
  const firstRoom = directory.rooms[0]?.roomId ?? '';
  const [rows, setRows] = useState(() => rowsOf(template, drawn, firstRoom));
  const [doctorId, setDoctorId] = useState(template?.doctorId ?? directory.doctors[0]?.doctorId ?? '');
  const [from, setFrom] = useState(template?.effectiveFrom ?? monday);
  const [until, setUntil] = useState(template?.effectiveUntil ?? '');
  const change = (key: number, patch: Partial<WeekDraft>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const add = () =>
    setRows((before) => {
      const last = before.at(-1);
      const key = Math.max(template?.week.length ?? 0, ...before.map((row) => row.key)) + 1;
      return [...before, { ...(last ?? { ...newPlan(firstRoom), weekday: 1 }), key }];
    });
  const remove = (key: number) => setRows((before) => before.filter((row) => row.key !== key));
  return { rows, doctorId, setDoctorId, from, setFrom, until, setUntil, change, add, remove };
}

/** The weekly hours of a doctor: new ones, or those that are there with what is typed over them. */
export function TemplateDialog({ directory, template, drawn, monday, close }: Props) {
  const { t } = useTexts();
  const id = useId();
  const done = useScheduleDone(close);
  const add = useMutation(api.schedule.addTemplate.mutationOptions());
  const change = useMutation(api.schedule.changeTemplate.mutationOptions());
  const draft = useTemplateDraft({
    ...{ directory, monday },
    ...(template ? { template } : {}),
    ...(drawn ? { drawn } : {}),
  });
  const doctor = directory.doctors.find(({ doctorId }) => doctorId === draft.doctorId);
  const save = () => {
    const week = draft.rows.map((row) => ({
      ...planOf(row, template?.week[row.key]),
      weekday: row.weekday,
    }));
    const dates = {
      effectiveFrom: draft.from,
      ...(draft.until === '' ? {} : { effectiveUntil: draft.until }),
    };
    if (template) {
      const { templateId, version } = template;
      return change.mutateAsync({ templateId, expectedVersion: version, ...dates, week });
    }
    const departmentId = doctor?.departmentId ?? '';
    return add.mutateAsync({ doctorId: draft.doctorId, departmentId, ...dates, week });
  };
  return (
    <ActDialog
      title={
        template ? t('schedule.changeTemplate', { doctor: doctor?.name ?? '' }) : t('schedule.addTemplate')
      }
      confirmWord={t('schedule.save')}
      canConfirm={draft.doctorId !== '' && draft.from !== '' && draft.rows.every(isWhole)}
      consequences={[t('schedule.templateThen')]}
      words="none"
      firstControl={template ? `${id}from` : `${id}doctor`}
      run={save}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <div className="plan-fields">
        {!template && (
          <Field id={`${id}doctor`} label={t('schedule.doctor')}>
            <select
              id={`${id}doctor`}
              value={draft.doctorId}
              onChange={(event) => draft.setDoctorId(event.target.value)}
            >
              {directory.doctors.map(({ doctorId, name, title }) => (
                <option key={doctorId} value={doctorId}>
                  {name} {title}
                </option>
              ))}
            </select>
          </Field>
        )}
        <Field id={`${id}from`} label={t('schedule.effectiveFrom')}>
          <Input
            id={`${id}from`}
            type="date"
            value={draft.from}
            onChange={(event) => draft.setFrom(event.target.value)}
          />
        </Field>
        <Field id={`${id}until`} label={t('schedule.effectiveUntil')}>
          <Input
            id={`${id}until`}
            type="date"
            value={draft.until}
            onChange={(event) => draft.setUntil(event.target.value)}
          />
        </Field>
      </div>
      {draft.rows.map((row, index) => (
        <fieldset key={row.key} className="week-row">
          <legend>{t('schedule.row', { no: index + 1 })}</legend>
          <Field id={`${id}day${row.key}`} label={t('schedule.day')}>
            <select
              id={`${id}day${row.key}`}
              value={row.weekday}
              onChange={(event) =>
                draft.change(row.key, {
                  weekday: weekdays.find((day) => day === Number(event.target.value)) ?? 1,
                })
              }
            >
              {weekdays.map((day) => (
                <option key={day} value={day}>
                  {t(`schedule.weekday.${day}`)}
                </option>
              ))}
            </select>
          </Field>
          <PlanFields plan={row} rooms={directory.rooms} change={(patch) => draft.change(row.key, patch)} />
          <Button
            size="small"
            onClick={() => draft.remove(row.key)}
            aria-label={t('schedule.removeRowNo', { no: index + 1 })}
          >
            {t('schedule.removeRow')}
          </Button>
        </fieldset>
      ))}
      <Button onClick={draft.add}>{t('schedule.addRow')}</Button>
    </ActDialog>
  );
}
