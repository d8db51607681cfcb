import type { AppointmentSeenDto, ClinicSessionDto } from '@banzhen/contracts';
import { Button, Tag } from 'antd';
import { useMay } from '../../shared/api/me.js';
import { seatTimeOf } from '../../shared/clinic/session-names.js';
import { formatClock } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { type DeskAct, deskActsIn, isDangerousAct, type VoidAct, voidActOf } from './desk.js';

export type Begin = (appointment: AppointmentSeenDto, act: DeskAct | VoidAct | 'history') => void;

type Props = {
  readonly caption: string;
  readonly session: ClinicSessionDto;
  readonly zone: string;
  readonly rows: readonly AppointmentSeenDto[];
  readonly begin: Begin;
};

const permissionOf = {
  confirm: 'appointment.answer',
  reject: 'appointment.answer',
  'take-number': 'appointment.take-number',
  complete: 'appointment.complete',
  'no-show': 'appointment.mark-no-show',
} as const;

const colours: Partial<Record<AppointmentSeenDto['status'], string>> = {
  PENDING_CONFIRM: 'warning',
  BOOKED: 'processing',
  CHECKED_IN: 'success',
  NO_SHOW: 'error',
};
const colourOf = (status: AppointmentSeenDto['status']): string => colours[status] ?? 'default';

function SeatedRow({
  session,
  zone,
  row,
  begin,
}: Omit<Props, 'rows' | 'caption'> & { row: AppointmentSeenDto }) {
  const { t, language } = useTexts();
  const may = useMay();
  const { status, seat, patientName } = row;
  const calledAt = seatTimeOf(session, seat.seatNo);
  const told = { patient: patientName, no: seat.ticket };
  const voidAct = voidActOf(row);
  return (
    <tr data-appointment={row.appointmentId} data-status={status}>
      <th scope="row" className="desk-number">
        {t('desk.number', { no: seat.ticket })}
      </th>
      <td data-label={t('desk.patient')}>
        {patientName}
        {row.sequence > 0 && <div className="fine">{t('desk.moved', { count: row.sequence })}</div>}
      </td>
      {session.seats.by === 'time' && (
        <td data-label={t('desk.at')}>{calledAt && formatClock(calledAt, zone, language)}</td>
      )}
      <td data-label={t('schedule.state')}>
        <Tag color={colourOf(status)}>{t(`appointmentState.${status}`)}</Tag>
        {row.voidProposed && <div className="fine">{t(`desk.void.${row.voidProposed}`)}</div>}
      </td>
      <td>
        <ul className="button-line desk-acts">
          {deskActsIn(status)
            .filter((act) => may(permissionOf[act]))
            .map((act) => (
              <li key={act}>
                <Button
                  size="small"
                  danger={isDangerousAct(act)}
                  data-act={act}
                  onClick={() => begin(row, act)}
                  aria-label={t('desk.actOf', { act: t(`desk.does.${act}`), ...told })}
                >
                  {t(`desk.does.${act}`)}
                </Button>
              </li>
            ))}
          {voidAct && may(`appointment.${voidAct}`) && (
            <li>
              <Button
                size="small"
                danger={voidAct === 'void'}
                type={voidAct === 'void' ? 'default' : 'text'}
                data-act={voidAct}
                onClick={() => begin(row, voidAct)}
                aria-label={t('desk.actOf', { act: t(`desk.void.does.${voidAct}`), ...told })}
              >
                {t(`desk.void.does.${voidAct}`)}
              </Button>
            </li>
          )}
          <li>
            <Button
              size="small"
              type="text"
              data-act="history"
              onClick={() => begin(row, 'history')}
              aria-label={t('desk.actOf', { act: t('desk.history'), ...told })}
            >
              {t('desk.history')}
            </Button>
          </li>
        </ul>
      </td>
    </tr>
  );
}

/** Appointments of a session, one line each. */
export function SeatedRows({ caption, session, zone, rows, begin }: Props) {
  const { t } = useTexts();
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk.numberHead')}</th>
            <th scope="col">{t('desk.patient')}</th>
            {session.seats.by === 'time' && <th scope="col">{t('desk.at')}</th>}
            <th scope="col">{t('schedule.state')}</th>
            <th scope="col">{t('schedule.act')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SeatedRow key={row.appointmentId} session={session} zone={zone} row={row} begin={begin} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
