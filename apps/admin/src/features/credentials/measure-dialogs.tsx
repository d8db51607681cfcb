import type { CertificationDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { mainlandZone, wallTimeOf } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';

type Props = { readonly certification: CertificationDto; readonly close: () => void };
type Cause = NonNullable<CertificationDto['proposal']>['cause'];

const LONGEST_CONDITION = 300;
const SHORTEST = 4;
const causes: readonly Cause[] = ['false-papers', 'harm'];

const isSaid = (text: string): boolean => [...text.trim()].length >= SHORTEST;

type TermProps = {
  readonly until: string;
  readonly condition: string;
  readonly setUntil: (day: string) => void;
  readonly setCondition: (text: string) => void;
};

/** Until which day, or until what is fulfilled. */
function Term({ until, condition, setUntil, setCondition }: TermProps) {
  const { t } = useTexts();
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}until`}>{t('measures.untilDay')}</label>
        <Input
          id={`${id}until`}
          type="date"
          value={until}
          min={wallTimeOf(new Date().toISOString(), mainlandZone).slice(0, 10)}
          onChange={(event) => setUntil(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}condition`}>{t('measures.condition')}</label>
        <Input
          id={`${id}condition`}
          value={condition}
          maxLength={LONGEST_CONDITION}
          autoComplete="off"
          aria-describedby={`${id}hint`}
          onChange={(event) => setCondition(event.target.value)}
        />
        <p id={`${id}hint`} className="hint">
          {t('measures.termHint')}
        </p>
      </div>
    </>
  );
}

/** K7: off work, with a reason and an end date or a condition. */
export function SuspendDialog({ certification, close }: Props) {
  const { t } = useTexts();
  const [until, setUntil] = useState('');
  const [condition, setCondition] = useState('');
  const suspend = useMutation(api.certification.suspend.mutationOptions());
  const done = useActDone(api.certification.pathKey(), close);
  const { certificationId, maskedName } = certification;
  const isTerm = condition === '' ? until !== '' : isSaid(condition);
  const term = { ...(until ? { until } : {}), ...(condition ? { condition } : {}) };
  return (
    <ActDialog
      title={t('measures.suspendTitle', { name: maskedName })}
      confirmWord={t('measures.suspend')}
      isDangerous
      canConfirm={isTerm}
      consequences={[t('measures.suspendFirst'), t('measures.suspendSecond'), t('measures.suspendThird')]}
      words={{ label: t('measures.reason'), isLong: true }}
      quickReasons={[t('measures.reasonA'), t('measures.reasonB')]}
      run={(reason) => suspend.mutateAsync({ certificationId, reason, ...term })}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <Term until={until} condition={condition} setUntil={setUntil} setCondition={setCondition} />
    </ActDialog>
  );
}

/** K8: at work again, with which training was done. */
export function LiftDialog({ certification, close }: Props) {
  const { t } = useTexts();
  const lift = useMutation(api.certification.lift.mutationOptions());
  const done = useActDone(api.certification.pathKey(), close);
  const { certificationId, maskedName } = certification;
  return (
    <ActDialog
      title={t('measures.liftTitle', { name: maskedName })}
      confirmWord={t('measures.lift')}
      consequences={[t('measures.liftFirst'), t('measures.liftSecond')]}
      words={{ label: t('measures.training'), isLong: true }}
      run={(training) => lift.mutateAsync({ certificationId, training })}
      onDone={done}
      onReload={done}
      onClose={close}
    />
  );
}

const theOther: Readonly<Record<Cause, Cause>> = { 'false-papers': 'harm', harm: 'false-papers' };

/** K9: for ever; the first administrator proposes it, another agrees. Whoever names another cause has proposed anew. */
export function RevokeDialog({ certification, close }: Props) {
  const { t } = useTexts();
  const { certificationId, maskedName, proposal } = certification;
  const proposed = proposal?.cause ?? 'false-papers';
  const [cause, setCause] = useState<Cause>(proposal?.isOwn ? theOther[proposed] : proposed);
  const agrees = proposal !== undefined && !proposal.isOwn && proposal.cause === cause;
  const revoke = useMutation(api.certification.revoke.mutationOptions());
  const done = useActDone(api.certification.pathKey(), close);
  return (
    <ActDialog
      title={t(agrees ? 'measures.revokeTitle' : 'measures.proposeTitle', { name: maskedName })}
      confirmWord={t(agrees ? 'measures.revoke' : 'measures.propose')}
      isDangerous
      consequences={
        agrees
          ? [t('measures.revokeFirst'), t('measures.revokeSecond'), t('measures.revokeThird')]
          : [
              t('measures.proposeFirst'),
              ...(proposal ? [t('measures.proposeAnew')] : []),
              t('measures.revokeThird'),
            ]
      }
      words={{ label: t(agrees ? 'measures.reason' : 'measures.proposalReason'), isLong: true }}
      run={(reason) => revoke.mutateAsync({ certificationId, cause, reason })}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <OneOf
        legend={t('measures.cause')}
        value={cause}
        change={setCause}
        options={causes.map((one) => ({ value: one, label: t(`measures.causes.${one}`) }))}
      />
    </ActDialog>
  );
}
