import type { BundleDetailDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { formatFen, formatInstant, formatStretch } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { useOrder } from '../../shared/order/use-order.js';
import { bundleColours, timelineOf } from './bundles.js';
import { ChooseDialog } from './choose-dialog.js';
import { HalvesTimeline } from './halves-timeline.js';

type Part = { readonly bundle: BundleDetailDto };

/** Every look is audited, so it is taken when the page is opened, when somebody asks, and after an act. */
const seldom = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

function Seat({ bundle: { appointment, hospitalId } }: Part) {
  const { t, language } = useTexts();
  const { zone, startsAt, endsAt, visitOn, notice } = appointment;
  const desk = { hospital: hospitalId, day: visitOn, session: appointment.clinicSessionId };
  return (
    <section className="panel" aria-label={t('bundles.seat')} data-half="seat">
      <div className="panel-head">
        <h2>{t('bundles.seat')}</h2>
        <Tag data-status={appointment.status}>{t(`appointmentState.${appointment.status}`)}</Tag>
      </div>
      <p>{formatStretch(startsAt, endsAt, zone, language)}</p>
      <p>
        {appointment.hospitalName} · {appointment.departmentName} · {appointment.doctorName}
      </p>
      {notice && <p className="bundle-notice">{inLanguage(notice, language)}</p>}
      <Link to="/appointments" search={desk}>
        {t('bundles.toDesk')}
      </Link>
    </section>
  );
}

function Visit({ bundle: { order, orderId, appointment } }: Part) {
  const { t, language } = useTexts();
  return (
    <section className="panel" aria-label={t('bundles.visit')} data-half="visit">
      <div className="panel-head">
        <h2>{t('bundles.visit')}</h2>
        <Tag data-status={order.status}>{t(`state.${order.status}`)}</Tag>
      </div>
      <p>{formatStretch(order.startsAt, order.endsAt, appointment.zone, language)}</p>
      <p>
        {order.orderNo} · {formatFen(order.totalFen)}
        {order.payBy &&
          ` · ${t('bundles.payBy', { at: formatInstant(order.payBy, appointment.zone, language) })}`}
      </p>
      <Link to="/orders/$orderId" params={{ orderId }}>
        {t('points.toOrder')}
      </Link>
    </section>
  );
}

function Happened({ bundle: { appointmentId, orderId, appointment } }: Part) {
  const { t } = useTexts();
  const seat = useQuery(api.appointment.read.queryOptions({ appointmentId }, seldom));
  const visit = useOrder(orderId);
  const failed = [seat, visit].find(({ isError }) => isError);
  return (
    <section className="panel" aria-label={t('bundles.timeline')}>
      <h2>{t('bundles.timeline')}</h2>
      {failed && <PageFailure error={failed.error} retry={() => void failed.refetch()} />}
      {!failed && (!seat.data || !visit.data) && <PageSkeleton />}
      {seat.data && visit.data && (
        <HalvesTimeline steps={timelineOf(seat.data.history, visit.data.timeline)} zone={appointment.zone} />
      )}
    </section>
  );
}

/** One bundle: what each half is at, what happened to both, and the family's choice where there is one. */
export function BundleDetail({ bundleId }: { readonly bundleId: string }) {
  const { t, language } = useTexts();
  const may = useMay();
  const [isChoosing, setChoosing] = useState(false);
  const found = useQuery(api.bundle.read.queryOptions({ bundleId }, seldom));
  if (found.isPending) return <PageSkeleton />;
  if (found.isError) return <PageFailure error={found.error} retry={() => void found.refetch()} />;
  const bundle = found.data;
  const { status, appointment, chooseBy } = bundle;
  return (
    <div className="stack bundle-detail" data-bundle={bundleId} data-status={status}>
      <section className="panel" aria-label={appointment.patientName}>
        <div className="panel-head">
          <h2>
            {appointment.patientName} <Tag color={bundleColours[status]}>{t(`bundleState.${status}`)}</Tag>
          </h2>
          {status === 'CHOOSING' && may('bundle.choose') && (
            <Button type="primary" data-act="choose" onClick={() => setChoosing(true)}>
              {t('bundles.choose')}
            </Button>
          )}
        </div>
        <p>{t(`bundleMeans.${status}`)}</p>
        {chooseBy && (
          <p>
            <strong>
              {t('bundles.chooseBy', { at: formatInstant(chooseBy, appointment.zone, language) })}
            </strong>
          </p>
        )}
      </section>
      <div className="bundle-halves">
        <Seat bundle={bundle} />
        <Visit bundle={bundle} />
      </div>
      <Happened key={`${bundle.version} ${appointment.version}`} bundle={bundle} />
      {isChoosing && <ChooseDialog bundle={bundle} close={() => setChoosing(false)} />}
    </div>
  );
}
