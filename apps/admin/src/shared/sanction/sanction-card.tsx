import './sanction-card.css';
import { ExclamationCircleOutlined, LockOutlined, StopOutlined } from '@ant-design/icons';
import type { SanctionDto } from '@banzhen/contracts';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { formatInstant, mainlandZone } from '../format.js';
import { useTexts } from '../i18n/i18n.js';
import { wordOf } from '../i18n/words.js';
import { sanctionState } from './sanction-state.js';

const looks: Record<SanctionDto['kind'], { readonly color: string; readonly icon: ReactNode }> = {
  warned: { color: '#874d00', icon: <ExclamationCircleOutlined /> },
  restricted: { color: '#ad4e00', icon: <LockOutlined /> },
  banned: { color: '#a8071a', icon: <StopOutlined /> },
};

function Kind({ sanction }: { readonly sanction: SanctionDto }) {
  const { t } = useTexts();
  const state = sanctionState(sanction);
  const { color, icon } = looks[sanction.kind];
  const functions = sanction.functions.map((one) => t(`function.${one}`)).join(t('board.nameJoin'));
  return (
    <h3 className="sanction-kind">
      <Tag variant="solid" color={state === 'live' ? color : '#595959'} icon={icon}>
        {t(`sanctionKind.${sanction.kind}`)}
      </Tag>
      {functions !== '' && <span>{functions}</span>}
      <span className="fine">{t(`sanctionState.${state}`)}</span>
    </h3>
  );
}

function Appeal({ appeal }: { readonly appeal: NonNullable<SanctionDto['appeal']> }) {
  const { t, language } = useTexts();
  const at = (instant: string) => formatInstant(instant, mainlandZone, language);
  return (
    <>
      <div className="sanction-words">
        <dt>{t('sanction.appeal', { at: at(appeal.at) })}</dt>
        <dd className="own-words">{appeal.text}</dd>
      </div>
      <div className="sanction-words">
        <dt>
          {appeal.answer
            ? t(appeal.answer.granted ? 'sanction.granted' : 'sanction.denied', { at: at(appeal.answer.at) })
            : t('sanction.answer')}
        </dt>
        <dd className="own-words">{appeal.answer?.text ?? t('sanction.unanswered')}</dd>
      </div>
    </>
  );
}

/** What was decided about somebody, why, for how long, and what they said to it. */
export function SanctionCard({ sanction, children }: { sanction: SanctionDto; children?: ReactNode }) {
  const { t, language } = useTexts();
  const at = (instant: string) => formatInstant(instant, mainlandZone, language);
  const { lifted, appeal } = sanction;
  return (
    <article className="sanction" data-sanction={sanction.sanctionId} data-state={sanctionState(sanction)}>
      <Kind sanction={sanction} />
      <dl className="sanction-facts">
        <div>
          <dt>{t('sanction.cause')}</dt>
          <dd>{wordOf('cause', sanction.cause)}</dd>
        </div>
        <div>
          <dt>{t('sanction.from')}</dt>
          <dd>{at(sanction.from)}</dd>
        </div>
        <div>
          <dt>{t('sanction.until')}</dt>
          <dd>{sanction.until ? at(sanction.until) : t('until.never')}</dd>
        </div>
        <div className="sanction-words">
          <dt>{t('sanction.reason')}</dt>
          <dd className="own-words">{sanction.reason}</dd>
        </div>
        {lifted && (
          <div className="sanction-words">
            <dt>{t('sanction.lifted', { at: at(lifted.at) })}</dt>
            <dd className="own-words">{lifted.reason}</dd>
          </div>
        )}
        {appeal && <Appeal appeal={appeal} />}
      </dl>
      {children && <div className="sanction-acts">{children}</div>}
    </article>
  );
}
