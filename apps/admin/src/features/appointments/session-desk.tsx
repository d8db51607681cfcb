import type { AppointmentSeenDto, ClinicSessionDto } from '@banzhen/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import type { Names } from '../../shared/clinic/session-names.js';
import { formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { countsOf, type DeskAct, deskRows, type VoidAct } from './desk.js';
import { DeskActDialog } from './desk-act-dialog.js';
import { HistoryDialog } from './history-dialog.js';
import { SeatedRows } from './seated-rows.js';
import { useSeated } from './use-desk.js';
import { VoidDialog } from './void-dialog.js';

type Props = { readonly session: ClinicSessionDto; readonly zone: string; readonly names: Names };
type Begun = { readonly appointment: AppointmentSeenDto; readonly act: DeskAct | VoidAct | 'history' };

function Seated({
  session,
  zone,
  appointments,
}: Omit<Props, 'names'> & { appointments: Begun['appointment'][] }) {
  const { t } = useTexts();
  const [begun, setBegun] = useState<Begun>();
  const { open, over } = deskRows(appointments);
  const begin = (appointment: AppointmentSeenDto, act: Begun['act']) => setBegun({ appointment, act });
  const close = () => setBegun(undefined);
  return (
    <>
      <ul className="desk-counts">
        {countsOf(appointments).map(({ status, count }) => (
          <li key={status}>
            {t(`appointmentState.${status}`)} <strong className="count">{count}</strong>
          </li>
        ))}
      </ul>
      {appointments.length === 0 && <NothingHere why={t('desk.nobody')} />}
      {open.length > 0 && (
        <SeatedRows caption={t('desk.open')} session={session} zone={zone} rows={open} begin={begin} />
      )}
      {over.length > 0 && (
        <>
          <h3 className="desk-over">{t('desk.over')}</h3>
          <SeatedRows caption={t('desk.over')} session={session} zone={zone} rows={over} begin={begin} />
        </>
      )}
      {begun?.act === 'history' && <HistoryDialog appointment={begun.appointment} close={close} />}
      {(begun?.act === 'propose-void' || begun?.act === 'void') && (
        <VoidDialog appointment={begun.appointment} act={begun.act} close={close} />
      )}
      {begun && begun.act !== 'history' && begun.act !== 'propose-void' && begun.act !== 'void' && (
        <DeskActDialog appointment={begun.appointment} act={begun.act} close={close} />
      )}
    </>
  );
}

/** One session at the desk: who has which seat, who is there, and what is to be done about each. */
export function SessionDesk({ session, zone, names }: Props) {
  const { t, language } = useTexts();
  const seated = useSeated(session.clinicSessionId);
  const title = `${names(session.doctorId)} · ${formatStretch(session.startsAt, session.endsAt, zone, language)}`;
  return (
    <section className="panel" aria-label={title} data-desk={session.clinicSessionId}>
      <div className="panel-head">
        <h2>{title}</h2>
        <Button
          data-act="refresh"
          loading={seated.isFetching && !seated.isPending}
          onClick={() => void seated.refetch()}
        >
          {t('desk.refresh')}
        </Button>
      </div>
      <p className="hint">
        {names(session.departmentId)} · {names(session.roomId)} · {t('desk.audited')}
      </p>
      {seated.isPending && <PageSkeleton />}
      {seated.isError && <PageFailure error={seated.error} retry={() => void seated.refetch()} />}
      {seated.data && <Seated session={session} zone={zone} appointments={[...seated.data.appointments]} />}
    </section>
  );
}
