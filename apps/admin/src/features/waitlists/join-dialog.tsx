import type { ClinicDirectoryDto, ClinicSessionDto, PatientDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { dayAfter } from '../../shared/clinic/week.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { PatientField } from './patient-field.js';

type Props = {
  readonly hospitalId: string;
  readonly directory: ClinicDirectoryDto;
  /** Whose department, doctor and day the dialog begins with. */
  readonly session: ClinicSessionDto | undefined;
  readonly today: string;
  readonly close: () => void;
};

const DAYS = 7;

/** L1 by the desk, for a family that is on the phone: whom, for which department or doctor, on which days. */
export function JoinDialog({ hospitalId, directory, session, today, close }: Props) {
  const { t } = useTexts();
  const id = useId();
  const done = useActDone(api.waitlist.pathKey(), close);
  const join = useMutation(api.waitlist.join.mutationOptions());
  const { departments, doctors } = directory;
  const [patient, setPatient] = useState<PatientDto>();
  const [departmentId, setDepartment] = useState(session?.departmentId ?? departments[0]?.departmentId ?? '');
  const [doctorId, setDoctor] = useState(session?.doctorId ?? '');
  const [from, setFrom] = useState(session?.visitOn ?? today);
  const [last, setLast] = useState(session?.visitOn ?? dayAfter(today, DAYS));
  const department = departments.find((one) => one.departmentId === departmentId)?.name;
  const isWhole = patient !== undefined && department !== undefined && from !== '' && last !== '';
  const told = { patient: patient?.name ?? '…', department: department ?? '…', from, last };
  const run = () => {
    if (!isWhole) throw new Error('nobody is chosen');
    return join.mutateAsync({
      ...{ hospitalId, departmentId, patientId: patient.patientId },
      ...(doctorId === '' ? {} : { doctorId }),
      ...{ from, until: dayAfter(last, 1) },
    });
  };
  return (
    <ActDialog
      title={t('waitlists.add.joinTitle')}
      confirmWord={t('waitlists.add.joinConfirm')}
      canConfirm={isWhole}
      consequences={[t('waitlists.add.joinThen', told), t('waitlists.add.joinAlso')]}
      words="none"
      firstControl={`${id}phone`}
      run={run}
      onDone={done}
      onClose={close}
    >
      <PatientField phoneId={`${id}phone`} value={patient} change={setPatient} />
      <div className="field">
        <label htmlFor={`${id}department`}>{t('waitlists.add.department')}</label>
        <select
          id={`${id}department`}
          value={departmentId}
          onChange={(event) => {
            setDepartment(event.target.value);
            setDoctor('');
          }}
        >
          {departments.map((one) => (
            <option key={one.departmentId} value={one.departmentId}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}doctor`}>{t('schedule.doctor')}</label>
        <select id={`${id}doctor`} value={doctorId} onChange={(event) => setDoctor(event.target.value)}>
          <option value="">{t('waitlists.anyDoctor')}</option>
          {doctors
            .filter((one) => one.departmentId === departmentId)
            .map((one) => (
              <option key={one.doctorId} value={one.doctorId}>
                {one.name}
              </option>
            ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}from`}>{t('waitlists.add.from')}</label>
        <Input id={`${id}from`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}last`}>{t('waitlists.add.last')}</label>
        <Input id={`${id}last`} type="date" value={last} onChange={(event) => setLast(event.target.value)} />
      </div>
    </ActDialog>
  );
}
