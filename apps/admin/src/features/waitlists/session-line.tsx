import type { ClinicSessionDto, EntryInLineDto, SessionLineDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import type { Names } from '../../shared/clinic/session-names.js';
import { formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { EntryActDialog } from './entry-act-dialog.js';
import type { EntryAct } from './entry-acts.js';
import { EntryRows } from './entry-rows.js';
import { OffersMade } from './offers-made.js';

type Props = { readonly session: ClinicSessionDto; readonly zone: string; readonly names: Names };
type Begun = { readonly entry: EntryInLineDto; readonly act: EntryAct };

function Line({ session, zone, line }: Omit<Props, 'names'> & { readonly line: SessionLineDto }) {
  const { t } = useTexts();
  const [begun, setBegun] = useState<Begun>();
  const { entries, made, freed, offers, outOfTurn, outOfTurnBp } = line;
  return (
    <>
      <dl className="facts line-facts" data-freed={freed}>
        <div>
          <dt>{t('waitlists.freed')}</dt>
          <dd>{t('waitlists.seats', { count: freed })}</dd>
        </div>
        <div>
          <dt>{t('waitlists.overtaken')}</dt>
          <dd>{t('waitlists.share', { outOfTurn, offers, most: outOfTurnBp / 100 })}</dd>
        </div>
      </dl>
      {entries.length === 0 ? (
        <NothingHere why={t('waitlists.empty')} />
      ) : (
        <EntryRows
          entries={entries}
          zone={zone}
          canOffer={freed > 0}
          begin={(entry, act) => setBegun({ entry, act })}
        />
      )}
      <h3 className="line-made">{t('waitlists.made')}</h3>
      {made.length === 0 ? (
        <p className="hint">{t('waitlists.noneMade')}</p>
      ) : (
        <OffersMade made={made} zone={zone} />
      )}
      {begun && (
        <EntryActDialog
          entry={begun.entry}
          act={begun.act}
          session={session}
          zone={zone}
          close={() => setBegun(undefined)}
        />
      )}
    </>
  );
}

/** The line of one session: who waits in which place, what was offered to whom, and what the desk can do. Every look is audited. */
export function SessionLine({ session, zone, names }: Props) {
  const { t, language } = useTexts();
  const { clinicSessionId } = session;
  const line = useQuery(
    api.waitlist.ofSession.queryOptions(
      { clinicSessionId },
      { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false },
    ),
  );
  const title = `${names(session.doctorId)} · ${formatStretch(session.startsAt, session.endsAt, zone, language)}`;
  return (
    <section className="panel" aria-label={title} data-line={clinicSessionId}>
      <div className="panel-head">
        <h2>{title}</h2>
        <Button
          data-act="refresh"
          loading={line.isFetching && !line.isPending}
          onClick={() => void line.refetch()}
        >
          {t('desk.refresh')}
        </Button>
      </div>
      <p className="hint">
        {names(session.departmentId)} · {t('desk.audited')}
      </p>
      {line.isPending && <PageSkeleton />}
      {line.isError && <PageFailure error={line.error} retry={() => void line.refetch()} />}
      {line.data && <Line session={session} zone={zone} line={line.data} />}
    </section>
  );
}
