import type { CandidateDto, OrderDetailDto, ShiftDto } from '@banzhen/contracts';
import { formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { AssignPlan } from './plan.js';
import { useAssign } from './use-assign.js';

type Props = {
  readonly order: OrderDetailDto;
  readonly shift: ShiftDto;
  readonly plan: AssignPlan;
  readonly candidate: CandidateDto;
  readonly isFirst: boolean;
  readonly onDone: () => void;
  readonly onReload: () => void;
  readonly onClose: () => void;
};

/** One offer, with what it does to whoever has the shift now, and which reasons it overrules. */
export function AssignDialog({ order, shift, plan, candidate, isFirst, ...callbacks }: Props) {
  const { t, language } = useTexts();
  const assign = useAssign();
  const override = candidate.whyNot.length > 0;
  const words = {
    name: candidate.name,
    present: shift.escortName ?? '',
    no: shift.no,
    time: formatStretch(shift.startsAt, shift.endsAt, order.zone, language),
    reasons: candidate.whyNot.map(({ code }) => wordOf('whyNot', code)).join(t('board.nameJoin')),
  };
  const reasons = [t('assign.reasonTop'), t('assign.reasonWish'), t('assign.reasonUrgent')];
  return (
    <ActDialog
      title={t(override ? 'assign.overrideTitle' : 'assign.title', words)}
      confirmWord={t(override ? 'assign.overrideConfirm' : 'assign.confirm')}
      isDangerous={override || plan !== 'offer'}
      consequences={[
        t(`assign.plan.${plan}`, words),
        t('assign.offer', words),
        ...(override ? [t('assign.overrules', words)] : []),
      ]}
      quickReasons={reasons}
      {...(isFirst && !override ? { proposedReason: t('assign.reasonTop') } : {})}
      run={(reason) => assign({ order, shift, plan, escortId: candidate.escortId, override }, reason)}
      {...callbacks}
    />
  );
}
