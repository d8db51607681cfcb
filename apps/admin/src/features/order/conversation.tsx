import './conversation.css';
import type { ConversationCountDto, OrderDetailDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { formatInstant } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { PageFailure } from '../../shared/layout/page.js';
import { Said } from '../../shared/talk/said.js';
import { AnswerForm } from './talk/answer-form.js';
import { RevealForm } from './talk/reveal-form.js';
import { useReveal } from './talk/use-reveal.js';

function Summary({ count }: { readonly count: ConversationCountDto }) {
  const { t } = useTexts();
  const { lastSeq, unread, reported } = count;
  if (lastSeq === 0) return <p className="column-empty">{t('talk.none')}</p>;
  return (
    <p>
      {t('talk.count', { count: lastSeq, unread })}
      {reported > 0 && <strong className="talk-reported"> {t('talk.reported', { reported })}</strong>}
    </p>
  );
}

function Panel({ order, count }: { readonly order: OrderDetailDto; readonly count: ConversationCountDto }) {
  const { t, language } = useTexts();
  const may = useMay();
  const { orderId, zone } = order;
  const revealed = useReveal(orderId);
  const isBehind = revealed.isOpen && count.lastSeq > revealed.lastSeq;
  return (
    <>
      <Summary count={count} />
      {revealed.isOpen && <Said messages={revealed.messages} zone={zone} />}
      {may('conversation.reveal') && count.lastSeq > 0 && (
        <RevealForm revealed={revealed} more={isBehind ? count.lastSeq - revealed.lastSeq : 0} />
      )}
      {may('conversation.answer') && count.isWritable && (
        <AnswerForm orderId={orderId} onSent={revealed.follow} />
      )}
      {!count.isWritable && (
        <p className="hint">
          {count.closesAt
            ? t('talk.closed', { at: formatInstant(count.closesAt, zone, language) })
            : t('talk.notOpen')}
        </p>
      )}
    </>
  );
}

/** What family, escort and desk say about the order: numbers at first, the words with a reason, and an answer by the platform. */
export function Conversation({ order }: { readonly order: OrderDetailDto }) {
  const { t } = useTexts();
  const mayCount = useMay()('conversation.count');
  const { orderId } = order;
  const count = useQuery({ ...api.conversation.count.queryOptions({ orderId }), enabled: mayCount });
  if (!mayCount) return null;
  return (
    <section className="panel talk" aria-labelledby="talk-title" data-said={count.data?.lastSeq}>
      <h2 id="talk-title">{t('talk.title')}</h2>
      {count.isError && <PageFailure error={count.error} retry={() => void count.refetch()} />}
      {count.data && <Panel key={orderId} order={order} count={count.data} />}
    </section>
  );
}
