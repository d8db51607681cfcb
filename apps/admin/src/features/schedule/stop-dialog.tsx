import './stop-dialog.css';
import type { ClinicSessionDto, StopPreviewDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../shared/api/client.js';
import type { Names } from '../../shared/clinic/session-names.js';
import { formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { Dialog } from '../../shared/layout/dialog.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { affectedBy } from './affected.js';
import { useScheduleDone } from './use-schedule.js';

type Props = {
  readonly session: ClinicSessionDto;
  readonly zone: string;
  readonly names: Names;
  readonly close: () => void;
};

function Affected({ preview }: { readonly preview: StopPreviewDto }) {
  const { t } = useTexts();
  if (preview.affected.length === 0) return <p className="hint">{t('stop.nobody')}</p>;
  return (
    <section aria-label={t('stop.affected')} data-affected={preview.affected.length}>
      {affectedBy(preview).map(({ effect, appointments }) => (
        <div key={effect} className="stop-group" data-effect={effect}>
          <h3>{t(`stop.effect.${effect}`, { count: appointments.length })}</h3>
          <ul>
            {appointments.map(({ appointmentId, patientName, seat }) => (
              <li key={appointmentId}>
                <span className="number">{t('desk.number', { no: seat.ticket })}</span> {patientName}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** What families get, in both languages: theirs is the one of their own screen. */
function Notice({ notice }: { readonly notice: NonNullable<StopPreviewDto['notice']> }) {
  const { t } = useTexts();
  return (
    <section aria-label={t('stop.notice')} className="stop-notice">
      <h3>{t('stop.notice')}</h3>
      <blockquote lang="zh-CN">{notice.zh}</blockquote>
      <blockquote lang="en">{notice.en}</blockquote>
    </section>
  );
}

/** Stops a clinic: who is affected and what they are told stands there before anybody confirms it. */
export function StopDialog({ session, zone, names, close }: Props) {
  const { t, language } = useTexts();
  const { clinicSessionId } = session;
  const done = useScheduleDone(close);
  const preview = useQuery(
    api.schedule.previewStop.queryOptions({ clinicSessionId }, { gcTime: 0, refetchOnWindowFocus: false }),
  );
  const stop = useMutation(api.schedule.stopClinic.mutationOptions());
  const title = t('schedule.actTitle.stop', {
    doctor: names(session.doctorId),
    when: formatStretch(session.startsAt, session.endsAt, zone, language),
  });
  const { data } = preview;
  if (!data)
    return (
      <Dialog title={title} onCancel={close} footer={<Button onClick={close}>{t('act.back')}</Button>}>
        {preview.isError ? (
          <PageFailure error={preview.error} retry={() => void preview.refetch()} />
        ) : (
          <PageSkeleton />
        )}
      </Dialog>
    );
  return (
    <ActDialog
      title={title}
      confirmWord={t('schedule.does.stop')}
      isDangerous
      consequences={[t('stop.sale'), t('stop.stays')]}
      quickReasons={[t('stop.reasonA'), t('stop.reasonB')]}
      words={{ label: t('stop.reason') }}
      run={(reason) => stop.mutateAsync({ clinicSessionId, expectedVersion: data.version, reason })}
      onDone={done}
      onReload={() => void preview.refetch()}
      onClose={close}
    >
      <Affected preview={data} />
      {data.notice && <Notice notice={data.notice} />}
    </ActDialog>
  );
}
