import type { CalendarsDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { ToldOnceDialog } from '../../shared/act/told-once-dialog.js';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import type { CreatedLink, Doctor } from './calendars.js';
import { CreateLinkDialog } from './create-link-dialog.js';
import { RevokeLinkDialog } from './revoke-link-dialog.js';

type Link = CalendarsDto['calendars'][number];

function LinkRow({ link }: { readonly link: Link }) {
  const { t, language } = useTexts();
  const at = (instant: string) => formatInstant(instant, mainlandZone, language);
  const state = link.over ?? 'live';
  return (
    <li data-calendar={link.calendarId} data-state={state}>
      <Tag color={state === 'live' ? 'success' : 'default'}>{t(`calendars.state.${state}`)}</Tag>
      <span>{t('calendars.life', { from: at(link.createdAt), until: at(link.expiresAt) })}</span>
      <span data-last-read>
        {link.lastReadAt ? t('calendars.lastRead', { at: at(link.lastReadAt) }) : t('calendars.neverRead')}
      </span>
    </li>
  );
}

/** The links there were to the calendar of one doctor: one at most counts. */
export function LinksPanel({ doctor }: { readonly doctor: Doctor }) {
  const { t, language } = useTexts();
  const may = useMay();
  const [act, setAct] = useState<'create' | 'revoke'>();
  const [told, setTold] = useState<CreatedLink>();
  const found = useQuery(api.calendar.list.queryOptions({ doctorId: doctor.doctorId }));
  if (found.isPending) return <PageSkeleton />;
  if (found.isError) return <PageFailure error={found.error} retry={() => void found.refetch()} />;
  const links = found.data.calendars;
  const isLive = links.some(({ over }) => over === undefined);
  const close = () => setAct(undefined);
  return (
    <section className="panel" aria-label={t('calendars.of', { name: doctor.name })}>
      <div className="panel-head">
        <h2>{t('calendars.of', { name: doctor.name })}</h2>
        {may('calendar.create') && (
          <Button type="primary" data-act="create-calendar" onClick={() => setAct('create')}>
            {t(isLive ? 'calendars.replace' : 'calendars.create')}
          </Button>
        )}
        {isLive && may('calendar.revoke') && (
          <Button danger data-act="revoke-calendar" onClick={() => setAct('revoke')}>
            {t('calendars.revoke')}
          </Button>
        )}
      </div>
      <p className="hint">{t('calendars.how')}</p>
      {links.length === 0 && <p>{t('calendars.none')}</p>}
      <ul className="calendar-links">
        {links.map((link) => (
          <LinkRow key={link.calendarId} link={link} />
        ))}
      </ul>
      {act === 'create' && (
        <CreateLinkDialog doctor={doctor} replaces={isLive} tell={setTold} close={close} />
      )}
      {act === 'revoke' && <RevokeLinkDialog doctor={doctor} close={close} />}
      {told && (
        <ToldOnceDialog
          title={t('calendars.toldTitle', { name: doctor.name })}
          text={new URL(told.path, window.location.origin).href}
          warning={t('calendars.toldOnce')}
          how={t('calendars.toldHow')}
          close={() => setTold(undefined)}
        >
          <p className="hint">
            {t('calendars.toldUntil', { at: formatInstant(told.expiresAt, mainlandZone, language) })}
          </p>
        </ToldOnceDialog>
      )}
    </section>
  );
}
