import './said.css';
import type { ConversationMessageDto } from '@banzhen/contracts';
import { Tag } from 'antd';
import { formatInstant } from '../format.js';
import { useTexts } from '../i18n/i18n.js';
import { wordOf } from '../i18n/words.js';

type Props = {
  readonly messages: readonly ConversationMessageDto[];
  readonly zone: string;
  /** The place of the one that the others are shown for. */
  readonly about?: number;
};

/** Messages in their order, each with the side that has said it; those that were reported say why, and those that are hidden from others say so. */
export function Said({ messages, zone, about }: Props) {
  const { t, language } = useTexts();
  return (
    <ol className="talk-list" aria-label={t('talk.said')}>
      {messages.map(({ messageId, seq, side, at, text, reported, isHidden }) => (
        <li
          key={messageId}
          data-side={side}
          data-seq={seq}
          data-reported={reported.length > 0}
          {...(seq === about ? { 'aria-current': 'true' } : {})}
        >
          <p className="talk-head">
            <strong>{wordOf('talkSide', side)}</strong>
            <span className="fine">{formatInstant(at, zone, language)}</span>
            {reported.map((cause) => (
              <Tag key={cause} color="error">
                {t('talk.reportedFor', { cause: wordOf('reportCause', cause) })}
              </Tag>
            ))}
            {isHidden && <Tag>{t('talk.hidden')}</Tag>}
          </p>
          <p className="talk-text">{text}</p>
        </li>
      ))}
    </ol>
  );
}
