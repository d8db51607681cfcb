import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../api/client.js';
import { useTexts } from '../i18n/i18n.js';
import { Dialog } from '../layout/dialog.js';
import { RefusalNotice } from '../layout/refusal-notice.js';
import { PROOF_FIELD, ProofFields } from './proof-fields.js';
import { useProof } from './use-proof.js';

const focusField = () => document.getElementById(PROOF_FIELD)?.focus();

/** Asks who is at the keyboard; what was begun goes on by itself once that is proven. */
export function StepUpDialog({ onProven, onClose }: { onProven: () => void; onClose: () => void }) {
  const { t } = useTexts();
  const form = useId();
  const { fields, proof, refuse } = useProof();
  const [failure, setFailure] = useState<unknown>();
  const stepUp = useMutation(api.account.stepUp.mutationOptions());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (proof === undefined || stepUp.isPending) return;
    setFailure(undefined);
    try {
      await stepUp.mutateAsync({ proof });
      onProven();
    } catch (error) {
      setFailure(error);
      refuse(error);
      window.setTimeout(focusField);
    }
  };
  return (
    <Dialog
      title={t('stepUp.title')}
      okText={t('stepUp.confirm')}
      cancelText={t('act.back')}
      okButtonProps={{ htmlType: 'submit', form, disabled: proof === undefined }}
      confirmLoading={stepUp.isPending}
      onCancel={onClose}
      afterOpenChange={(isOpen) => isOpen && focusField()}
    >
      <form id={form} onSubmit={(event) => void submit(event)} data-step-up>
        <p>{t('stepUp.why')}</p>
        <ProofFields {...fields} />
      </form>
      {failure !== undefined && <RefusalNotice error={failure} />}
    </Dialog>
  );
}
