import type { AppointmentSeenDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../shared/api/client.js';
import { formatInstant } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { Dialog } from '../../shared/layout/dialog.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';

/** What has happened to one appointment, the latest first. The look is audited, so it is taken once. */
export function HistoryDialog({
  appointment: { appointmentId, patientName, seat, zone, clinicRecord, notice },
  close,
}: {
  readonly appointment: AppointmentSeenDto;
  readonly close: () => void;
}) {
  const { t, language } = useTexts();
  const detail = useQuery(
    api.appointment.read.queryOptions({ appointmentId }, { gcTime: 0, refetchOnWindowFocus: false }),
  );
  return (
    <Dialog
      title={t('desk.historyOf', { patient: patientName, no: seat.ticket })}
      onCancel={close}
      footer={<Button onClick={close}>{t('act.back')}</Button>}
    >
      {detail.isPending && <PageSkeleton />}
      {detail.isError && <PageFailure error={detail.error} retry={() => void detail.refetch()} />}
      {clinicRecord && <p>{t('desk.recordIs', { record: clinicRecord })}</p>}
      {notice && (
        <p className="desk-notice">
          {t('desk.told')} {inLanguage(notice, language)}
        </p>
      )}
      {detail.data && (
        <ol className="desk-history" reversed data-history={detail.data.history.length}>
          {detail.data.history.toReversed().map((event) => (
            <li key={event.version} data-row={event.row}>
              <strong>{wordOf('appointmentEvent', event.type)}</strong>{' '}
              <span className="fine">{event.row}</span>
              <div className="fine">
                {formatInstant(event.at, zone, language)} · {wordOf('capacity', event.by)}
              </div>
              {event.reason && <div>{t('timeline.reason', { reason: event.reason })}</div>}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
