import type { ConversationMessageDto, ListedReportDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { Said } from '../../shared/talk/said.js';
import { CloseDialog } from './close-dialog.js';
import { LookDialog } from './look-dialog.js';

type Props = { readonly row: ListedReportDto };

const colours = { open: 'warning', upheld: 'error', 'not-upheld': 'default' } as const;

function Facts({ row }: Props) {
  const { t, language } = useTexts();
  const { orderId, orderNo, seq, side, status, since, causes, reports, cityCode } = row;
  const at = formatInstant(since, mainlandZone, language);
  return (
    <>
      <h2 className="report-head">
        <Link to="/orders/$orderId" params={{ orderId }}>
          {t('reports.of', { orderNo, seq, side: wordOf('talkSide', side) })}
        </Link>
        <Tag color={colours[status]}>{t(`reports.status.${status}`)}</Tag>
      </h2>
      <p className="report-head">
        {causes.map((cause) => (
          <Tag key={cause}>{wordOf('reportCause', cause)}</Tag>
        ))}
        <span className="fine">
          {`${t('reports.count', { count: reports })} · ${t(status === 'open' ? 'reports.since' : 'reports.closedAt', { at })} · ${wordOf('city', cityCode)}`}
        </span>
      </p>
    </>
  );
}

/** One reported message: its order, why and since when; what was said once somebody has given a reason, and then what they find. */
export function ReportRow({ row }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const [dialog, setDialog] = useState<'look' | 'close'>();
  const [messages, setMessages] = useState<readonly ConversationMessageDto[]>();
  const { orderId, orderNo, seq, status, version } = row;
  const finish = () => setDialog(undefined);
  return (
    <li className="panel report-row" data-report={`${orderId}/${seq}`} data-status={status}>
      <Facts row={row} />
      {messages && <Said messages={messages} zone={mainlandZone} about={seq} />}
      <div className="report-acts">
        {may('conversation.reveal') && !messages && (
          <Button
            data-act="look"
            onClick={() => setDialog('look')}
            aria-label={t('reports.lookOf', { orderNo, seq })}
          >
            {t('reports.look')}
          </Button>
        )}
        {may('conversation.close-report') && messages && status === 'open' && (
          <Button
            type="primary"
            data-act="close"
            onClick={() => setDialog('close')}
            aria-label={t('reports.closeOf', { orderNo, seq })}
          >
            {t('reports.close')}
          </Button>
        )}
      </div>
      {dialog === 'look' && <LookDialog row={row} show={setMessages} close={finish} />}
      {dialog === 'close' && <CloseDialog key={version} row={row} close={finish} />}
    </li>
  );
}
