import type { SessionDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { ActDialog } from '../../shared/order/act-dialog.js';

/** Which sessions are to be ended: one device, or all but this one. */
type Ending = SessionDto | 'others';

function EndDialog({ ending, close }: { readonly ending: Ending; readonly close: () => void }) {
  const { t } = useTexts();
  const endOne = useMutation(api.account.revokeSession.mutationOptions());
  const endOthers = useMutation(api.account.revokeOtherSessions.mutationOptions());
  const done = useActDone(api.account.pathKey(), close);
  const isAll = ending === 'others';
  const told = { device: isAll ? '' : ending.device };
  return (
    <ActDialog
      title={isAll ? t('sessions.othersTitle') : t('sessions.endTitle', told)}
      confirmWord={isAll ? t('sessions.others') : t('sessions.end')}
      isDangerous
      consequences={[isAll ? t('sessions.othersFirst') : t('sessions.endFirst', told), t('sessions.second')]}
      words="none"
      run={() => (isAll ? endOthers.mutateAsync() : endOne.mutateAsync({ sessionId: ending.sessionId }))}
      onDone={done}
      onClose={close}
    />
  );
}

function SessionLine({ session, end }: { readonly session: SessionDto; readonly end: () => void }) {
  const { t, language } = useTexts();
  const at = (instant: string) => formatInstant(instant, mainlandZone, language);
  return (
    <li data-session={session.sessionId} data-current={session.isCurrent}>
      <div>
        <h3>
          {session.device} {session.isCurrent && <Tag color="blue">{t('sessions.current')}</Tag>}
        </h3>
        <p>
          {t(`sessionKind.${session.kind}`)} · {t(`authLevel.${session.authLevel}`)}
        </p>
        <p className="hint">
          {t('sessions.times', { started: at(session.startedAt), seen: at(session.lastSeenAt) })}
        </p>
      </div>
      {!session.isCurrent && (
        <Button
          danger
          onClick={end}
          aria-label={t('sessions.endFor', { device: session.device, at: at(session.startedAt) })}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}

/** Where somebody is signed in, the device used last first. */
export function Sessions() {
  const { t } = useTexts();
  const sessions = useQuery(api.account.sessions.queryOptions());
  const [ending, setEnding] = useState<Ending>();
  const hasOthers = sessions.data?.some(({ isCurrent }) => !isCurrent) ?? false;
  return (
    <section className="panel" aria-label={t('sessions.title')}>
      <h2>{t('sessions.title')}</h2>
      {sessions.isPending && <PageSkeleton />}
      {sessions.isError && <PageFailure error={sessions.error} retry={() => void sessions.refetch()} />}
      <ul className="sessions">
        {sessions.data?.map((session) => (
          <SessionLine key={session.sessionId} session={session} end={() => setEnding(session)} />
        ))}
      </ul>
      {hasOthers && (
        <div className="account-acts">
          <Button danger onClick={() => setEnding('others')} data-act="end-others">
            {t('sessions.others')}
          </Button>
        </div>
      )}
      {ending && <EndDialog ending={ending} close={() => setEnding(undefined)} />}
    </section>
  );
}
