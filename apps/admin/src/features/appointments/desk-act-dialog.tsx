import type { AppointmentSeenDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { type DeskAct, isDangerousAct } from './desk.js';

type Props = {
  readonly appointment: AppointmentSeenDto;
  readonly act: DeskAct;
  readonly close: () => void;
};

const LONGEST_RECORD = 60;

function useCommands({ appointmentId, version }: AppointmentSeenDto) {
  const answer = useMutation(api.appointment.answer.mutationOptions());
  const takeNumber = useMutation(api.appointment.takeNumber.mutationOptions());
  const complete = useMutation(api.appointment.complete.mutationOptions());
  const noShow = useMutation(api.appointment.markNoShow.mutationOptions());
  const about = { appointmentId, expectedVersion: version };
  return (act: DeskAct, clinicRecord: string): Promise<unknown> => {
    switch (act) {
      case 'confirm':
        return answer.mutateAsync({ ...about, answer: 'booked', clinicRecord });
      case 'reject':
        return answer.mutateAsync({ ...about, answer: 'rejected' });
      case 'take-number':
        return takeNumber.mutateAsync(about);
      case 'complete':
        return complete.mutateAsync(about);
      case 'no-show':
        return noShow.mutateAsync(about);
    }
  };
}

/** One act of the desk about one appointment; none of them can be taken back. */
export function DeskActDialog({ appointment, act, close }: Props) {
  const { t } = useTexts();
  const id = useId();
  const done = useActDone(api.appointment.pathKey(), close);
  const run = useCommands(appointment);
  const [record, setRecord] = useState('');
  const told = { patient: appointment.patientName, no: appointment.seat.ticket };
  const isAsked = act === 'confirm';
  return (
    <ActDialog
      title={t(`desk.title.${act}`, told)}
      confirmWord={t(`desk.does.${act}`)}
      isDangerous={isDangerousAct(act)}
      canConfirm={!isAsked || record.trim() !== ''}
      consequences={[t(`desk.then.${act}`, told), t('desk.noWayBack')]}
      words="none"
      firstControl={isAsked ? `${id}record` : isDangerousAct(act) ? '' : 'act-confirm'}
      run={() => run(act, record.trim())}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      {isAsked && (
        <div className="field">
          <label htmlFor={`${id}record`}>{t('desk.clinicRecord')}</label>
          <Input
            id={`${id}record`}
            value={record}
            maxLength={LONGEST_RECORD}
            autoComplete="off"
            aria-required
            onChange={(event) => setRecord(event.target.value)}
          />
        </div>
      )}
    </ActDialog>
  );
}
