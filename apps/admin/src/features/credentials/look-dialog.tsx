import type { CertificationDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { type ShownPaper, shownPaper } from './credentials.js';

type Props = {
  readonly certification: CertificationDto;
  readonly show: (papers: readonly ShownPaper[]) => void;
  readonly close: () => void;
};

/** Looks at every paper of a submission, each of which leaves an entry in the audit. */
export function LookDialog({ certification, show, close }: Props) {
  const { t } = useTexts();
  const reveal = useMutation(api.certification.reveal.mutationOptions());
  const run = async (reason: string) => {
    const { certificationId, documents } = certification;
    const papers: ShownPaper[] = [];
    for (const { kind } of documents)
      papers.push(shownPaper(kind, await reveal.mutateAsync({ certificationId, document: kind, reason })));
    show(papers);
  };
  return (
    <ActDialog
      title={t('credentials.lookTitle', { name: certification.maskedName })}
      confirmWord={t('credentials.look')}
      consequences={[t('credentials.lookFirst'), t('credentials.lookSecond')]}
      quickReasons={[t('credentials.lookWhy')]}
      run={run}
      onDone={close}
      onClose={close}
    />
  );
}
