import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { DepartmentDto, DirectoryAct, DoctorDto } from './directory.js';

type Props = {
  readonly act: DirectoryAct;
  readonly hospitalId: string;
  readonly departments: readonly DepartmentDto[];
  readonly close: () => void;
};

const LONGEST = { name: 60, title: 40, introduction: 2_000 };

function useCommands(hospitalId: string) {
  const addDepartment = useMutation(api.schedule.addDepartment.mutationOptions());
  const changeDepartment = useMutation(api.schedule.changeDepartment.mutationOptions());
  const addRoom = useMutation(api.schedule.addRoom.mutationOptions());
  const changeRoom = useMutation(api.schedule.changeRoom.mutationOptions());
  const addDoctor = useMutation(api.schedule.addDoctor.mutationOptions());
  const changeDoctor = useMutation(api.schedule.changeDoctor.mutationOptions());
  return (act: DirectoryAct, draft: Omit<DoctorDto, 'doctorId'>): Promise<unknown> => {
    const { name } = draft;
    if (act.kind === 'doctor')
      return act.of
        ? changeDoctor.mutateAsync({ ...draft, doctorId: act.of.doctorId })
        : addDoctor.mutateAsync(draft);
    if (act.kind === 'room')
      return act.of
        ? changeRoom.mutateAsync({ roomId: act.of.id, name })
        : addRoom.mutateAsync({ hospitalId, name });
    return act.of
      ? changeDepartment.mutateAsync({ departmentId: act.of.id, name })
      : addDepartment.mutateAsync({ hospitalId, name });
  };
}

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

/** Adds a department, doctor or room, or changes one. Sessions that exist keep theirs under the new name. */
export function DirectoryDialog({ act, hospitalId, departments, close }: Props) {
  const { t } = useTexts();
  const id = useId();
  const done = useActDone(api.schedule.pathKey(), close);
  const run = useCommands(hospitalId);
  const { kind, of } = act;
  const [draft, setDraft] = useState<Omit<DoctorDto, 'doctorId'>>(() => ({
    name: of?.name ?? '',
    title: '',
    introduction: '',
    departmentId: departments[0]?.departmentId ?? '',
    ...(act.kind === 'doctor' && act.of
      ? {
          title: act.of.title,
          introduction: act.of.introduction,
          departmentId: act.of.departmentId,
        }
      : {}),
  }));
  const change = (patch: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...patch }));
  return (
    <ActDialog
      title={of ? t('directory.changeOf', { name: of.name }) : t(`directory.add.${kind}`)}
      confirmWord={t('schedule.save')}
      canConfirm={draft.name.trim() !== ''}
      consequences={[of ? t('directory.thenChange') : t(`directory.then.${kind}`)]}
      words="none"
      firstControl={`${id}name`}
      run={() => run(act, { ...draft, name: draft.name.trim() })}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <Field id={`${id}name`} label={t('directory.name')}>
        <Input
          id={`${id}name`}
          value={draft.name}
          maxLength={LONGEST.name}
          autoComplete="off"
          aria-required
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      {kind === 'doctor' && (
        <>
          <Field id={`${id}department`} label={t('directory.department')}>
            <select
              id={`${id}department`}
              value={draft.departmentId}
              onChange={(event) => change({ departmentId: event.target.value })}
            >
              {departments.map(({ departmentId, name }) => (
                <option key={departmentId} value={departmentId}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          <Field id={`${id}title`} label={t('directory.jobTitle')}>
            <Input
              id={`${id}title`}
              value={draft.title}
              maxLength={LONGEST.title}
              autoComplete="off"
              onChange={(event) => change({ title: event.target.value })}
            />
          </Field>
          <Field id={`${id}introduction`} label={t('directory.introduction')}>
            <Input.TextArea
              id={`${id}introduction`}
              rows={4}
              value={draft.introduction}
              maxLength={LONGEST.introduction}
              onChange={(event) => change({ introduction: event.target.value })}
            />
          </Field>
        </>
      )}
    </ActDialog>
  );
}
