import type { CertificationDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { LiftDialog, RevokeDialog, SuspendDialog } from './measure-dialogs.js';

type Props = { readonly certification: CertificationDto };
type Measure = CertificationDto['measures'][number];
type Act = 'suspend' | 'lift' | 'revoke';

const dialogs = { suspend: SuspendDialog, lift: LiftDialog, revoke: RevokeDialog } as const;
/** From which states each may be done (machine 6.7). */
const from: Readonly<Record<Act, readonly CertificationDto['status'][]>> = {
  suspend: ['APPROVED', 'EXPIRING'],
  lift: ['SUSPENDED'],
  revoke: ['SUBMITTED', 'NEEDS_INFO', 'REJECTED', 'APPROVED', 'EXPIRING', 'EXPIRED', 'SUSPENDED'],
};
const acts = ['suspend', 'lift', 'revoke'] as const;

function MeasureEntry({ measure }: { readonly measure: Measure }) {
  const { t, language } = useTexts();
  const { kind, at, reason, until, condition, cause, isByRule } = measure;
  return (
    <li className="panel" data-measure={kind}>
      <p className="credential-row">
        <strong>{t(`measures.kind.${kind}`)}</strong>
        <span className="fine">{formatInstant(at, mainlandZone, language)}</span>
        {isByRule && <span className="fine">{t('measures.byRule')}</span>}
      </p>
      {cause && <p>{t('measures.causeIs', { cause: t(`measures.causes.${cause}`) })}</p>}
      <p>{t(kind === 'lifted' ? 'measures.trainingIs' : 'measures.reasonIs', { reason })}</p>
      {until && <p>{t('measures.untilIs', { at: formatInstant(until, mainlandZone, language) })}</p>}
      {condition && <p>{t('measures.conditionIs', { condition })}</p>}
    </li>
  );
}

/** What the reader has to know before anything is done: a proposal that waits, and the same identity elsewhere. */
function Findings({ certification: { proposal, elsewhere } }: Props) {
  const { t, language } = useTexts();
  return (
    <>
      {proposal && (
        <Alert
          type="warning"
          showIcon
          data-proposal={proposal.cause}
          title={t(proposal.isOwn ? 'measures.proposedByYou' : 'measures.proposedByAnother', {
            cause: t(`measures.causes.${proposal.cause}`),
            at: formatInstant(proposal.at, mainlandZone, language),
          })}
          description={t('measures.reasonIs', { reason: proposal.reason })}
        />
      )}
      {elsewhere.length > 0 && (
        <Alert
          type="warning"
          showIcon
          data-elsewhere={elsewhere.length}
          title={t('measures.elsewhere')}
          description={
            <ul className="plain-list">
              {elsewhere.map((certificationId, index) => (
                <li key={certificationId}>
                  <Link to="/credentials/$certificationId" params={{ certificationId }}>
                    {t('measures.elsewhereNo', { no: index + 1 })}
                  </Link>
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}

/** What was done about an escort's qualification, and what may be done now (K7–K9). */
export function Measures({ certification }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const [act, setAct] = useState<Act>();
  const { status, proposal, measures } = certification;
  const open = acts.filter((one) => may(`certification.${one}`) && from[one].includes(status));
  const Decide = act && dialogs[act];
  const hasTitle = open.length > 0 || measures.length > 0;
  return (
    <section className="measures" {...(hasTitle ? { 'aria-labelledby': 'measures' } : {})}>
      <Findings certification={certification} />
      {hasTitle && <h2 id="measures">{t('measures.title')}</h2>}
      {open.length > 0 && (
        <div className="credential-acts">
          {open.map((one) => (
            <Button key={one} danger={one !== 'lift'} data-act={one} onClick={() => setAct(one)}>
              {one === 'revoke' && (!proposal || proposal.isOwn)
                ? t(proposal ? 'measures.proposeOther' : 'measures.propose')
                : t(`measures.${one}`)}
            </Button>
          ))}
        </div>
      )}
      {measures.length > 0 && (
        <ul className="stack">
          {measures.map((measure, index) => (
            <MeasureEntry key={measures.length - index} measure={measure} />
          ))}
        </ul>
      )}
      {Decide && <Decide certification={certification} close={() => setAct(undefined)} />}
    </section>
  );
}
