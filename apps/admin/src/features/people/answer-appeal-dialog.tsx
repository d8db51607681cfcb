import type { OpenAppealDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';

const LONGEST_ANSWER = 2_000;

/** Answers an appeal, once; granting it lifts the sanction. */
export function AnswerAppealDialog({ appeal, close }: { appeal: OpenAppealDto; close: () => void }) {
  const { t } = useTexts();
  const label = useId();
  const [decision, setDecision] = useState<'grant' | 'deny'>();
  const answer = useMutation(api.people.answerAppeal.mutationOptions());
  const done = useActDone(api.people.pathKey(), close);
  const told = { name: appeal.name, kind: t(`sanctionKind.${appeal.kind}`) };
  const run = async (text: string) => {
    if (decision)
      await answer.mutateAsync({ sanctionId: appeal.sanctionId, granted: decision === 'grant', text });
  };
  return (
    <ActDialog
      title={t('answer.title', told)}
      confirmWord={t(
        decision === 'deny' ? 'answer.deny' : decision === 'grant' ? 'answer.grant' : 'answer.button',
      )}
      isDangerous={decision === 'deny'}
      canConfirm={decision !== undefined}
      consequences={decision ? [t(`answer.first.${decision}`, told), t('answer.second', told)] : []}
      words={{ label: t('answer.text'), missing: t('answer.missing'), longest: LONGEST_ANSWER, isLong: true }}
      firstControl="appeal-grant"
      run={run}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <fieldset className="bare field">
        <legend id={label}>{t('answer.decision')}</legend>
        <Radio.Group
          aria-labelledby={label}
          value={decision}
          onChange={(event) => setDecision(event.target.value)}
        >
          <Radio id="appeal-grant" value="grant">
            {t('answer.grant')}
          </Radio>
          <Radio value="deny">{t('answer.deny')}</Radio>
        </Radio.Group>
      </fieldset>
    </ActDialog>
  );
}
