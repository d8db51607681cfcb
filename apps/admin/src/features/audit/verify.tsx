import type { AuditFaultDto, AuditVerdictDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { client } from '../../shared/api/client.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';

function Fault({ fault }: { readonly fault: AuditFaultDto }) {
  const { t } = useTexts();
  if ('no' in fault) return t(`auditFault.${fault.what}`, { no: fault.no });
  const { stream, seq, until = seq, vouchedSeq = 0 } = fault;
  return t(`auditFault.${fault.what}`, { stream, seq, until, vouchedSeq });
}

function Verdict({ verdict }: { readonly verdict: AuditVerdictDto }) {
  const { t, language } = useTexts();
  const { rows, checkpoints, vouchedAt, faults } = verdict;
  const isSound = faults.length === 0;
  const counted = t('verify.counted', { rows, checkpoints });
  return (
    <Alert
      type={isSound ? 'success' : 'error'}
      role={isSound ? 'status' : 'alert'}
      showIcon
      data-verdict={isSound ? 'sound' : 'tampered'}
      title={isSound ? t('verify.sound') : t('verify.tampered', { faults: faults.length })}
      description={
        <>
          {!isSound && (
            <ul className="plain-list">
              {faults.map((fault, index) => (
                <li key={index}>
                  <Fault fault={fault} />
                </li>
              ))}
            </ul>
          )}
          <p>{counted}</p>
          <p>
            {vouchedAt
              ? t('verify.vouchedAt', { at: formatInstant(vouchedAt, mainlandZone, language) })
              : t('verify.noCheckpoints')}
          </p>
          {!isSound && <p>{t('verify.next')}</p>}
        </>
      }
    />
  );
}

/** Holds every row against its chain and the signed checkpoints, and says what came of it. */
export function Verify() {
  const { t } = useTexts();
  const verify = useMutation({ mutationFn: () => client.audit.verify.query() });
  return (
    <section className="panel stack" aria-label={t('verify.title')}>
      <div className="verify-head">
        <p>{t('verify.what')}</p>
        <Button loading={verify.isPending} onClick={() => verify.mutate()} data-verify>
          {t('verify.button')}
        </Button>
      </div>
      {verify.data && <Verdict verdict={verify.data} />}
      {verify.isError && <RefusalNotice error={verify.error} />}
    </section>
  );
}
