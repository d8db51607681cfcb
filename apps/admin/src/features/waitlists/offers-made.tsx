import type { SessionLineDto } from '@banzhen/contracts';
import { Tag } from 'antd';
import { formatInstant } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';

const colours = {
  open: 'processing',
  accepted: 'success',
  declined: 'default',
  missed: 'warning',
  withdrawn: 'default',
} as const;

/** Offers of a session's seats, the newest first: to whom, in turn or not, by whom, and how they ended. */
export function OffersMade({ made, zone }: { readonly made: SessionLineDto['made']; readonly zone: string }) {
  const { t, language } = useTexts();
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('waitlists.made')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('waitlists.offerHead')}</th>
            <th scope="col">{t('desk.patient')}</th>
            <th scope="col">{t('waitlists.offeredAt')}</th>
            <th scope="col">{t('waitlists.turn')}</th>
            <th scope="col">{t('waitlists.end')}</th>
          </tr>
        </thead>
        <tbody>
          {made.map(({ number, patientName, offeredAt, isOutOfTurn, isByHand, end }) => (
            <tr key={number} data-offer={number} data-end={end}>
              <th scope="row">{t('waitlists.offerNo', { number })}</th>
              <td data-label={t('desk.patient')}>{patientName}</td>
              <td data-label={t('waitlists.offeredAt')}>{formatInstant(offeredAt, zone, language)}</td>
              <td data-label={t('waitlists.turn')}>
                {isOutOfTurn ? (
                  <Tag color="processing">{t('waitlists.outOfTurn')}</Tag>
                ) : (
                  t('waitlists.inTurn')
                )}{' '}
                {isByHand && <Tag>{t('waitlists.byHand')}</Tag>}
              </td>
              <td data-label={t('waitlists.end')}>
                <Tag color={colours[end]}>{t(`offerEnd.${end}`)}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
