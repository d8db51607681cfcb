import type { OpenAppealDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';

const decisions = ['grant', 'deny'] as const;
type Decision = (typeof decisions)[number];

const LONGEST_ANSWER = 2_000;

/** Answers an appeal, once; granting it lifts the sanction. */
export function AnswerAppealDialog({ appeal, close }: { appeal: OpenAppealDto; close: () => void }) {
  const { t } = useTexts();
  const [decision, setDecision] = useState<Decision>();
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
      confirmWord={t(`answer.${decision ?? 'button'}`)}
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
      <OneOf
        legend={t('answer.decision')}
        value={decision}
        change={setDecision}
        options={decisions.map((one) => ({ value: one, label: t(`answer.${one}`) }))}
        firstId="appeal-grant"
      />
    </ActDialog>
  );
}
