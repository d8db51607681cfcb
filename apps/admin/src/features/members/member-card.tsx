import type { MemberFoundDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { formatDay, formatInstant, mainlandZone } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { usePrivilegeText } from '../../shared/membership/privilege-text.js';
import { MemberActDialog } from './member-acts.js';
import { PointsPanel } from './points-panel.js';
import { type MemberAct, memberActsIn } from './statuses.js';

type Part = { readonly member: MemberFoundDto };

const permissionOf = { give: 'member.give', freeze: 'member.freeze', resume: 'member.resume' } as const;

function Head({ member, start }: Part & { readonly start: (act: MemberAct) => void }) {
  const { t, language } = useTexts();
  const may = useMay();
  const { level, period, graceUntil, frozenAt, endedAt } = member;
  const day = (instant: string) => formatDay(instant, mainlandZone, language);
  const name = member.name || t('members.erased');
  const facts: readonly (readonly [string, string])[] = [
    [t('people.maskedPhone'), member.phone || t('members.erased')],
    [t('members.level'), level ? inLanguage(level.name, language) : t('members.noLevel')],
    [t('members.growth'), String(member.growth)],
    ...(period
      ? ([
          [t('members.period'), t('members.fromTo', { from: day(period.startsAt), to: day(period.endsAt) })],
          [t('members.rules'), t('members.version', { version: period.policyVersion })],
        ] as const)
      : []),
    ...(graceUntil ? ([[t('members.graceUntil'), day(graceUntil)]] as const) : []),
    ...(frozenAt ? ([[t('members.frozenAt'), day(frozenAt)]] as const) : []),
    ...(endedAt ? ([[t('members.endedAt'), day(endedAt)]] as const) : []),
  ];
  return (
    <section className="panel" aria-label={name}>
      <div className="panel-head">
        <h2>
          {name} <Tag data-status={member.status}>{t(`memberState.${member.status}`)}</Tag>
        </h2>
        {memberActsIn(member.status)
          .filter((act) => may(permissionOf[act]))
          .map((act) => (
            <Button key={act} data-act={act} danger={act === 'freeze'} onClick={() => start(act)}>
              {t(`members.does.${act}`)}
            </Button>
          ))}
      </div>
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Privileges({ member: { privileges } }: Part) {
  const { t } = useTexts();
  const text = usePrivilegeText();
  return (
    <section className="panel" aria-label={t('members.privileges')}>
      <h2>{t('members.privileges')}</h2>
      {privileges.length === 0 && <p className="hint">{t('members.noPrivileges')}</p>}
      <dl className="facts">
        {privileges.map(({ code, value, left }) => (
          <div key={code} data-privilege={code}>
            <dt>{wordOf('privilege.code', code)}</dt>
            <dd>
              {text(value)}
              {left !== undefined && <strong> · {t('members.left', { left })}</strong>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function History({ member: { history } }: Part) {
  const { t, language } = useTexts();
  return (
    <section className="panel" aria-label={t('members.history')}>
      <h2>{t('members.history')}</h2>
      {history.length === 0 && <p className="hint">{t('members.noHistory')}</p>}
      <ol className="member-history" reversed data-history={history.length}>
        {history.toReversed().map((event) => (
          <li key={event.version} data-event={event.type}>
            <strong>{wordOf('memberEvent', event.type)}</strong>{' '}
            {event.from === event.to
              ? t(`memberState.${event.to}`)
              : `${t(`memberState.${event.from}`)} → ${t(`memberState.${event.to}`)}`}
            <div className="fine">
              {formatInstant(event.at, mainlandZone, language)} · {wordOf('capacity', event.as)}
              {event.cause && ` · ${wordOf('cause', event.cause)}`}
              {event.growth !== undefined && ` · ${t('members.growthBy', { growth: event.growth })}`}
              {event.level !== undefined && ` · ${t('members.levelNo', { level: event.level })}`}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One member: what the membership is worth, what happened to it, its points, and what may be done now. */
export function MemberCard({ accountId }: { readonly accountId: string }) {
  const may = useMay();
  const [act, setAct] = useState<MemberAct>();
  const member = useQuery(api.membership.read.queryOptions({ accountId }));
  if (member.isPending) return <PageSkeleton />;
  if (member.isError) return <PageFailure error={member.error} retry={() => void member.refetch()} />;
  return (
    <div className="stack" data-member={accountId}>
      <Head member={member.data} start={setAct} />
      <Privileges member={member.data} />
      {may('points.read') && <PointsPanel accountId={accountId} />}
      <History member={member.data} />
      {act && <MemberActDialog act={act} member={member.data} close={() => setAct(undefined)} />}
    </div>
  );
}
