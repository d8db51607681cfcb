import type { ConversationMessageDto } from '@banzhen/contracts';
import { Tag } from 'antd';
import { formatInstant } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { wordOf } from '../../../shared/i18n/words.js';

type Props = { readonly messages: readonly ConversationMessageDto[]; readonly zone: string };

/** Messages in their order, each with the side that has said it; those that were reported say why. */
export function Said({ messages, zone }: Props) {
  const { t, language } = useTexts();
  return (
    <ol className="talk-list" aria-label={t('talk.said')}>
      {messages.map(({ messageId, seq, side, at, text, reported }) => (
        <li key={messageId} data-side={side} data-seq={seq} data-reported={reported.length > 0}>
          <p className="talk-head">
            <strong>{wordOf('talkSide', side)}</strong>
            <span className="fine">{formatInstant(at, zone, language)}</span>
            {reported.map((cause) => (
              <Tag key={cause} color="error">
                {t('talk.reportedFor', { cause: wordOf('reportCause', cause) })}
              </Tag>
            ))}
          </p>
          <p className="talk-text">{text}</p>
        </li>
      ))}
    </ol>
  );
}
