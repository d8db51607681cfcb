import type { ConversationMessageDto, ListedReportDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';

type Props = {
  readonly row: ListedReportDto;
  readonly show: (messages: readonly ConversationMessageDto[]) => void;
  readonly close: () => void;
};

/** What was said before it and after it, by which it is judged. */
const BEFORE = 3;
const AFTER = 2;

/** Shows a reported message with what stands around it, for a reason; the look leaves its trace. */
export function LookDialog({ row, show, close }: Props) {
  const { t } = useTexts();
  const reveal = useMutation(api.conversation.reveal.mutationOptions());
  const { orderId, orderNo, seq } = row;
  const after = Math.max(0, seq - 1 - BEFORE);
  const run = async (reason: string) => {
    const page = await reveal.mutateAsync({ orderId, reason, after, limit: seq - after + AFTER });
    show(page.messages);
  };
  return (
    <ActDialog
      title={t('reports.lookTitle', { orderNo, seq })}
      confirmWord={t('reports.look')}
      consequences={[t('reports.lookFirst'), t('reports.lookSecond')]}
      quickReasons={[t('reports.lookWhy')]}
      run={run}
      onDone={close}
      onClose={close}
    />
  );
}
