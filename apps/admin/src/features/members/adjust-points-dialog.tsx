import type { PointsBookDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { type Adjustment, adjustmentIn } from './points-sums.js';

type Cause = 'goodwill' | 'correction' | 'campaign';
const causes: readonly Cause[] = ['goodwill', 'correction', 'campaign'];
const directions = ['up', 'down'] as const;
const USUAL = { points: 100, days: 365 };
const MOST = { points: 1_000_000, days: 3_650 };

type Props = { readonly accountId: string; readonly book: PointsBookDto; readonly close: () => void };

/** What the adjustment will do: what pays off a debt first, and the balance after it. */
function useConsequences(adjustment: Adjustment, days: number) {
  const { t } = useTexts();
  const { isPossible, paysDebt, balanceAfter, most } = adjustment;
  if (!isPossible) return [t('adjust.tooMany', { most })];
  return [
    t('adjust.after', { balance: balanceAfter }),
    ...(paysDebt > 0 ? [t('adjust.paysDebt', { paid: paysDebt })] : []),
    adjustment.direction === 'up' ? t('adjust.expire', { days }) : t('adjust.oldestFirst'),
  ];
}

/** T1 ADJUST: adds points, or takes no more than there are, for a cause of the list. A proof of who is at the keyboard is asked for. */
export function AdjustPointsDialog({ accountId, book, close }: Props) {
  const { t } = useTexts();
  const id = useId();
  const done = useActDone(api.points.pathKey(), close);
  const adjust = useMutation(api.points.adjust.mutationOptions());
  // An adjustment that is sent twice is made once.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [direction, setDirection] = useState<Adjustment['direction']>('up');
  const [points, setPoints] = useState(USUAL.points);
  const [days, setDays] = useState(USUAL.days);
  const [cause, setCause] = useState<Cause>('goodwill');
  const adjustment = adjustmentIn(book, direction, points);
  const common = { accountId, points, cause, idempotencyKey };
  return (
    <ActDialog
      title={t('adjust.title')}
      confirmWord={t(`adjust.does.${direction}`)}
      isDangerous={direction === 'down'}
      canConfirm={adjustment.isPossible}
      consequences={useConsequences(adjustment, days)}
      words="none"
      firstControl={`${id}direction`}
      run={() =>
        adjust.mutateAsync(direction === 'up' ? { ...common, direction, days } : { ...common, direction })
      }
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <dl className="facts" data-debt={book.debt}>
        <div>
          <dt>{t('points.balance')}</dt>
          <dd className="number">{book.balance}</dd>
        </div>
        <div>
          <dt>{t('points.debt')}</dt>
          <dd className="number">{book.debt === 0 ? 0 : `−${book.debt}`}</dd>
        </div>
      </dl>
      <OneOf
        legend={t('adjust.direction')}
        value={direction}
        change={setDirection}
        firstId={`${id}direction`}
        options={directions.map((one) => ({ value: one, label: t(`adjust.does.${one}`) }))}
      />
      <div className="field">
        <label htmlFor={`${id}points`}>{t('points.points')}</label>
        <InputNumber
          id={`${id}points`}
          min={1}
          max={MOST.points}
          precision={0}
          value={points}
          onChange={(given) => setPoints(given ?? USUAL.points)}
        />
      </div>
      {direction === 'up' && (
        <div className="field">
          <label htmlFor={`${id}days`}>{t('adjust.days')}</label>
          <InputNumber
            id={`${id}days`}
            min={1}
            max={MOST.days}
            precision={0}
            value={days}
            onChange={(given) => setDays(given ?? USUAL.days)}
          />
        </div>
      )}
      <OneOf
        legend={t('members.cause')}
        value={cause}
        change={setCause}
        options={causes.map((one) => ({ value: one, label: t(`cause.${one}`) }))}
      />
    </ActDialog>
  );
}
