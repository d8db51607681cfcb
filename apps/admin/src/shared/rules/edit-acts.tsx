import { Button } from 'antd';
import { useTexts } from '../i18n/i18n.js';

type Props = {
  readonly check: () => void;
  readonly isChecking: boolean;
  readonly canCheck?: boolean;
  /** Absent for whoever may not. */
  readonly publish: (() => void) | undefined;
  readonly canPublish: boolean;
  readonly discard: () => void;
};

/** What can be done with a version that is being written. */
export function EditActs({ check, isChecking, canCheck = true, publish, canPublish, discard }: Props) {
  const { t } = useTexts();
  return (
    <ul className="button-line rules-acts">
      <li>
        <Button type="primary" data-act="check" disabled={!canCheck} loading={isChecking} onClick={check}>
          {t('rules.check')}
        </Button>
      </li>
      {publish && (
        <li>
          <Button danger data-act="publish-rules" disabled={!canPublish} onClick={publish}>
            {t('rules.publish')}
          </Button>
        </li>
      )}
      <li>
        <Button data-act="discard" onClick={discard}>
          {t('rules.discard')}
        </Button>
      </li>
    </ul>
  );
}
