import './people.css';
import type { OpenAppealDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { SanctionCard } from '../../shared/sanction/sanction-card.js';
import { AnswerAppealDialog } from './answer-appeal-dialog.js';

const LOOK_AGAIN_MS = 30_000;

function Waiting({ appeal, answer }: { readonly appeal: OpenAppealDto; readonly answer: () => void }) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <li className="panel" data-appeal={appeal.sanctionId}>
      <h2>
        {appeal.name} <span className="hint number">{appeal.phone}</span>
      </h2>
      <SanctionCard sanction={appeal}>
        {may('appeal.answer') && (
          <Button type="primary" onClick={answer} aria-label={t('answer.buttonFor', { name: appeal.name })}>
            {t('answer.button')}
          </Button>
        )}
      </SanctionCard>
    </li>
  );
}

/** Appeals that nobody has answered, the oldest first. */
export function AppealsPage() {
  const { t } = useTexts();
  const appeals = useQuery(api.people.appeals.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS }));
  const [chosen, setChosen] = useState<OpenAppealDto>();
  return (
    <>
      <PageTitle text={t('appeals.title')} />
      <p className="hint" aria-live="polite">
        {appeals.isSuccess && `${t('appeals.waiting', { waiting: appeals.data.length })} · `}
        {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {appeals.isPending && <PageSkeleton />}
      {appeals.isError && <PageFailure error={appeals.error} retry={() => void appeals.refetch()} />}
      {appeals.data?.length === 0 && <NothingHere why={t('appeals.none')} />}
      {appeals.data && appeals.data.length > 0 && (
        <ul className="stack">
          {appeals.data.map((appeal) => (
            <Waiting key={appeal.sanctionId} appeal={appeal} answer={() => setChosen(appeal)} />
          ))}
        </ul>
      )}
      {chosen && <AnswerAppealDialog appeal={chosen} close={() => setChosen(undefined)} />}
    </>
  );
}
