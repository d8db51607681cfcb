import type { EntryInLineDto } from '@banzhen/contracts';
import { Button, Tag } from 'antd';
import { useMay } from '../../shared/api/me.js';
import { dayAfter } from '../../shared/clinic/week.js';
import { formatClock, formatDate, formatInstant } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { type EntryAct, entryActsIn } from './entry-acts.js';

type Props = {
  readonly entries: readonly EntryInLineDto[];
  readonly zone: string;
  readonly canOffer: boolean;
  readonly begin: (entry: EntryInLineDto, act: EntryAct) => void;
};

const permissionOf = {
  offer: 'waitlist.offer-by-hand',
  resume: 'waitlist.resume',
  leave: 'waitlist.leave',
} as const;
const colours = { WAITING: 'default', OFFERED: 'processing', PAUSED: 'warning' } as const;

function EntryRow({ entry, zone, canOffer, begin }: Omit<Props, 'entries'> & { entry: EntryInLineDto }) {
  const { t, language } = useTexts();
  const may = useMay();
  const { status, place, patientName: patient, from, until, offeredUntil } = entry;
  const last = dayAfter(until, -1);
  const dates =
    from === last
      ? formatDate(from, language)
      : `${formatDate(from, language)}–${formatDate(last, language)}`;
  return (
    <tr data-entry={entry.entryId} data-status={status} data-place={place}>
      <th scope="row" className="line-place">
        {place === undefined ? '–' : t('waitlists.place', { place })}
      </th>
      <td data-label={t('desk.patient')}>
        {patient} {entry.isMember && <Tag color="processing">{t('waitlists.member')}</Tag>}
        {entry.joinedAs === 'D' && <div className="fine">{t('waitlists.joinedByDesk')}</div>}
      </td>
      <td data-label={t('waitlists.wants')}>
        {entry.doctorName ?? t('waitlists.anyDoctor')}
        <div className="fine">{dates}</div>
      </td>
      <td data-label={t('waitlists.since')}>{formatInstant(entry.waitingSince, zone, language)}</td>
      <td data-label={t('schedule.state')}>
        <Tag color={colours[status as keyof typeof colours]}>{t(`waitlistState.${status}`)}</Tag>
        {offeredUntil && (
          <div className="fine">
            {t('waitlists.until', { at: formatClock(offeredUntil, zone, language) })}
          </div>
        )}
        {entry.expiries > 0 && <div className="fine">{t('waitlists.missed', { count: entry.expiries })}</div>}
      </td>
      <td>
        <ul className="button-line">
          {entryActsIn(status, canOffer)
            .filter((act) => may(permissionOf[act]))
            .map((act) => (
              <li key={act}>
                <Button
                  size="small"
                  danger={act === 'leave'}
                  data-act={act}
                  onClick={() => begin(entry, act)}
                  aria-label={t('waitlists.actOf', { act: t(`waitlists.does.${act}`), patient })}
                >
                  {t(`waitlists.does.${act}`)}
                </Button>
              </li>
            ))}
        </ul>
      </td>
    </tr>
  );
}

/** The line, one entry each: those that wait in the order of their places. */
export function EntryRows({ entries, ...props }: Props) {
  const { t } = useTexts();
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('waitlists.line')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('waitlists.placeHead')}</th>
            <th scope="col">{t('desk.patient')}</th>
            <th scope="col">{t('waitlists.wants')}</th>
            <th scope="col">{t('waitlists.since')}</th>
            <th scope="col">{t('schedule.state')}</th>
            <th scope="col">{t('schedule.act')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.entryId} entry={entry} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
