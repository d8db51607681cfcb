import type { AppointmentSeenDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { VoidAct } from './desk.js';

/** One of the two administrators whom it takes to void an appointment says why. */
export function VoidDialog({
  appointment: { appointmentId, version, patientName, seat },
  act,
  close,
}: {
  readonly appointment: AppointmentSeenDto;
  readonly act: VoidAct;
  readonly close: () => void;
}) {
  const { t } = useTexts();
  const done = useActDone(api.appointment.pathKey(), close);
  const propose = useMutation(api.appointment.proposeVoid.mutationOptions());
  const agree = useMutation(api.appointment.void.mutationOptions());
  const { mutateAsync } = act === 'void' ? agree : propose;
  const told = { patient: patientName, no: seat.ticket };
  return (
    <ActDialog
      title={t(`desk.void.title.${act}`, told)}
      confirmWord={t(`desk.void.does.${act}`)}
      isDangerous={act === 'void'}
      consequences={
        act === 'void'
          ? [t('desk.void.counts'), t('desk.void.seat'), t('desk.noWayBack')]
          : [t('desk.void.second'), t('desk.void.meanwhile')]
      }
      words={{ label: t('desk.void.reason') }}
      quickReasons={[t('desk.void.reasonA'), t('desk.void.reasonB')]}
      run={(reason) => mutateAsync({ appointmentId, expectedVersion: version, reason })}
      onDone={done}
      onReload={done}
      onClose={close}
    />
  );
}
