import type { FairnessReportDto } from '@banzhen/contracts';
import { Tag } from 'antd';
import { useTexts } from '../../shared/i18n/i18n.js';
import { offerRows, percentOf, seatPaths } from './sums.js';

type Report = FairnessReportDto['departments'][number];

function Overtaking({ report: { allTime, outOfTurnBp, isWithinBound } }: { readonly report: Report }) {
  const { t } = useTexts();
  const { offers, outOfTurn } = allTime;
  const told = { offers, outOfTurn, share: percentOf(outOfTurn, offers), most: outOfTurnBp / 100 };
  return (
    <p data-within={isWithinBound}>
      {t('fairness.overtaking', told)}{' '}
      <Tag color={isWithinBound ? 'success' : 'error'}>
        {isWithinBound ? t('fairness.within') : t('fairness.beyond')}
      </Tag>
    </p>
  );
}

const columns = [
  'offers',
  'outOfTurn',
  'byHand',
  'accepted',
  'declined',
  'missed',
  'withdrawn',
  'open',
] as const;

function Offers({ report }: { readonly report: Report }) {
  const { t } = useTexts();
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('fairness.offers')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('fairness.toWhom')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {t(`fairness.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {offerRows(report).map(({ who, ...sums }) => (
            <tr key={who} data-who={who}>
              <th scope="row">{t(`fairness.who.${who}`)}</th>
              {columns.map((column) => (
                <td key={column} className="number" data-label={t(`fairness.column.${column}`)}>
                  {sums[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Seats({ report: { seats } }: { readonly report: Report }) {
  const { t } = useTexts();
  const all = seatPaths.reduce((sum, path) => sum + seats[path].seats, 0);
  const minutes = (given: number | undefined) =>
    given === undefined ? '–' : t('fairness.minutes', { minutes: given });
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('fairness.seats')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('fairness.gotBy')}</th>
            <th scope="col" className="number">
              {t('fairness.seatCount')}
            </th>
            <th scope="col" className="number">
              {t('fairness.share')}
            </th>
            <th scope="col" className="number">
              {t('fairness.taken')}
            </th>
            <th scope="col" className="number">
              {t('fairness.median')}
            </th>
            <th scope="col" className="number">
              {t('fairness.longest')}
            </th>
          </tr>
        </thead>
        <tbody>
          {seatPaths.map((path) => {
            const { seats: count, taken, medianMinutes, longestMinutes } = seats[path];
            return (
              <tr key={path} data-path={path} data-seats={count}>
                <th scope="row">{t(`fairness.path.${path}`)}</th>
                <td className="number" data-label={t('fairness.seatCount')}>
                  {count}
                </td>
                <td className="number" data-label={t('fairness.share')}>
                  {percentOf(count, all)}%
                </td>
                <td className="number" data-label={t('fairness.taken')}>
                  {taken}
                </td>
                <td className="number" data-label={t('fairness.median')}>
                  {minutes(medianMinutes)}
                </td>
                <td className="number" data-label={t('fairness.longest')}>
                  {minutes(longestMinutes)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** One department: how often members overtook, to whom seats were offered, and who got those that were freed. */
export function DepartmentReport({ report, name }: { readonly report: Report; readonly name: string }) {
  const { t } = useTexts();
  return (
    <section className="panel" aria-label={name} data-department={report.departmentId}>
      <h2>{name}</h2>
      <Overtaking report={report} />
      <h3 className="fairness-part">{t('fairness.offers')}</h3>
      <Offers report={report} />
      <h3 className="fairness-part">{t('fairness.seats')}</h3>
      <Seats report={report} />
    </section>
  );
}
