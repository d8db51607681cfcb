import './credentials.css';
import type { CertificationDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { DueClock } from '../../shared/order/due-clock.js';
import type { ShownPaper } from './credentials.js';
import { ApproveDialog, RejectDialog, RequestInfoDialog } from './decide-dialogs.js';
import { LookDialog } from './look-dialog.js';
import { Measures } from './measures.js';
import { Papers } from './papers.js';

type Act = 'look' | 'approve' | 'request' | 'reject';

const dialogs = { approve: ApproveDialog, request: RequestInfoDialog, reject: RejectDialog } as const;

function Acts({ start }: { readonly start: (act: Act) => void }) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <div className="credential-acts">
      {may('certification.approve') && (
        <Button type="primary" data-act="approve" onClick={() => start('approve')}>
          {t('credentials.approve')}
        </Button>
      )}
      {may('certification.request-info') && (
        <Button data-act="request" onClick={() => start('request')}>
          {t('credentials.request')}
        </Button>
      )}
      {may('certification.reject') && (
        <Button danger data-act="reject" onClick={() => start('reject')}>
          {t('credentials.reject')}
        </Button>
      )}
    </div>
  );
}

function Submission({ certification }: { readonly certification: CertificationDto }) {
  const { t, language } = useTexts();
  const may = useMay();
  const [act, setAct] = useState<Act>();
  const [shown, setShown] = useState<readonly ShownPaper[]>([]);
  // What was looked at is gone with the page.
  useEffect(
    () => () => {
      for (const { url } of shown) URL.revokeObjectURL(url);
    },
    [shown],
  );
  const close = () => setAct(undefined);
  const isOpen = certification.status === 'SUBMITTED';
  const Decide = act === undefined || act === 'look' ? undefined : dialogs[act];
  return (
    <>
      <p className="hint credential-row">
        <span>
          {t('credentials.submitted', {
            at: formatInstant(certification.submittedAt, mainlandZone, language),
            city: wordOf('city', certification.cityCode),
          })}
        </span>
        {isOpen && <DueClock kind="certification" dueAt={certification.reviewDueAt} />}
        <strong data-status={certification.status}>{t(`credentials.status.${certification.status}`)}</strong>
        {certification.needsSecond && <span>{t('credentials.second')}</span>}
      </p>
      {certification.practisingSince !== undefined && (
        <p>{t('credentials.practisingSince', { year: certification.practisingSince })}</p>
      )}
      {certification.reason && <p>{t('credentials.why', { reason: certification.reason })}</p>}
      {may('certification.reveal') && (
        <Button data-act="look" onClick={() => setAct('look')}>
          {t('credentials.look')}
        </Button>
      )}
      <Papers certification={certification} shown={shown} />
      {isOpen && <Acts start={setAct} />}
      <Measures certification={certification} />
      {act === 'look' && <LookDialog certification={certification} show={setShown} close={close} />}
      {Decide && <Decide certification={certification} close={close} />}
    </>
  );
}

/** One submission, its papers side by side, and what is decided about it. */
export function CredentialPage({ certificationId }: { readonly certificationId: string }) {
  const { t } = useTexts();
  const found = useQuery(api.certification.read.queryOptions({ certificationId }));
  const { data } = found;
  return (
    <>
      <p>
        <Link to="/credentials">{t('credentials.back')}</Link>
      </p>
      <PageTitle
        text={
          data
            ? t('credentials.of', { name: data.maskedName, held: t(`credentials.class.${data.class}`) })
            : t('credentials.title')
        }
      />
      {found.isPending && <PageSkeleton />}
      {found.isError && <PageFailure error={found.error} retry={() => void found.refetch()} />}
      {data && <Submission certification={data} />}
    </>
  );
}
