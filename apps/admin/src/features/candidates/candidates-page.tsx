import './candidates.css';
import type { CandidateDto, OrderDetailDto, ShiftDto } from '@banzhen/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, App } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { refreshOrders } from '../../shared/api/live.js';
import { formatStretch } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { DueClock } from '../../shared/order/due-clock.js';
import { OrderStateTag } from '../../shared/order/order-states.js';
import { useOrder } from '../../shared/order/use-order.js';
import { AssignDialog } from './assign-dialog.js';
import { CandidateCard } from './candidate-card.js';
import { isOverridable } from './overridable.js';
import { type AssignPlan, planFor } from './plan.js';

/** What the dispatcher has read when they chose, so that a change by somebody else is refused and told. */
type Chosen = Place & {
  readonly candidate: CandidateDto;
  readonly plan: AssignPlan;
  readonly isFirst: boolean;
};

type Place = { readonly order: OrderDetailDto; readonly shift: ShiftDto };

function Summary({ order, shift }: Place) {
  const { t, language } = useTexts();
  return (
    <section className="panel candidates-order" aria-label={t('order.title')}>
      <OrderStateTag status={order.status} />
      <span>
        {order.patientName} · {inLanguage(order.serviceTitle, language)} · {order.hospitalName}
      </span>
      <span>
        {formatStretch(shift.startsAt, shift.endsAt, order.zone, language)}
        <span className="zone">{wordOf('zone', order.zone)}</span>
      </span>
      {shift.escortName && (
        <span>{t(`candidates.${shift.cover as 'offered' | 'accepted'}`, { name: shift.escortName })}</span>
      )}
      {order.sla && <DueClock kind={order.sla.kind} dueAt={order.sla.dueAt} />}
    </section>
  );
}

function Ranking({ order, shift, candidates }: Place & { readonly candidates: readonly CandidateDto[] }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Chosen>();
  const plan = planFor(order, shift);
  const others = candidates.filter(({ escortId }) => escortId !== shift.escortId);
  const eligible = others.filter(({ whyNot }) => whyNot.length === 0);
  const unfit = others.filter(({ whyNot }) => whyNot.length > 0);
  const actWord =
    plan === undefined ? undefined : t(plan === 'offer' ? 'assign.button' : 'assign.changeButton');
  const canOverride = plan !== undefined && plan !== 'change';
  const choose = (candidate: CandidateDto) =>
    plan && setChosen({ order, shift, plan, candidate, isFirst: candidate === eligible[0] });
  const reload = () => {
    setChosen(undefined);
    void refreshOrders(client);
  };
  const done = async () => {
    void message.success(t('assign.done', { name: chosen?.candidate.name ?? '' }));
    reload();
    await navigate({ to: '/orders/$orderId', params: { orderId: order.orderId } });
  };
  return (
    <>
      {plan === undefined && <Alert type="info" showIcon title={t('candidates.cannotAssign')} />}
      <section aria-labelledby="eligible-title">
        <h2 id="eligible-title">
          {t('candidates.eligibleTitle')} <span className="count">{eligible.length}</span>
        </h2>
        {eligible.length === 0 ? (
          <NothingHere why={t('candidates.nobody')}>
            <Link to="/orders/$orderId" params={{ orderId: order.orderId }}>
              {t('nav.backToOrder')}
            </Link>
          </NothingHere>
        ) : (
          <ol className="candidates ranked">
            {eligible.map((candidate, index) => (
              <CandidateCard
                key={candidate.escortId}
                candidate={candidate}
                rank={index + 1}
                zone={order.zone}
                {...(actWord === undefined ? {} : { actWord })}
                onAct={() => choose(candidate)}
              />
            ))}
          </ol>
        )}
      </section>
      {unfit.length > 0 && (
        <section aria-labelledby="unfit-title">
          <h2 id="unfit-title">
            {t('candidates.unfitTitle')} <span className="count">{unfit.length}</span>
          </h2>
          <p className="hint">{t('candidates.unfitHint')}</p>
          <ul className="candidates">
            {unfit.map((candidate) => (
              <CandidateCard
                key={candidate.escortId}
                candidate={candidate}
                zone={order.zone}
                {...(canOverride && isOverridable(candidate) ? { actWord: t('assign.overrideButton') } : {})}
                onAct={() => choose(candidate)}
              />
            ))}
          </ul>
        </section>
      )}
      {chosen && (
        <AssignDialog
          {...chosen}
          onDone={() => void done()}
          onReload={reload}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}

/** Everybody who could take a shift, the best first with the reasons of the score, and everybody who cannot with all reasons why not. */
export function CandidatesPage({ orderId, shiftNo }: { readonly orderId: string; readonly shiftNo: number }) {
  const { t } = useTexts();
  const order = useOrder(orderId);
  const candidates = useQuery(api.dispatch.candidates.queryOptions({ orderId, shiftNo }));
  const shift = order.data?.shifts.find(({ no }) => no === shiftNo);
  const failed = [order, candidates].find(({ isError, data }) => isError && data === undefined);
  return (
    <>
      <p className="way-back">
        <Link to="/orders/$orderId" params={{ orderId }}>
          {t('nav.backToOrder')}
        </Link>
      </p>
      <PageTitle text={t('candidates.title', { no: shiftNo })} />
      {order.data && shift && <Summary order={order.data} shift={shift} />}
      {failed ? (
        <PageFailure error={failed.error} retry={() => void failed.refetch()} />
      ) : order.data && shift && candidates.data ? (
        <Ranking order={order.data} shift={shift} candidates={candidates.data} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}
