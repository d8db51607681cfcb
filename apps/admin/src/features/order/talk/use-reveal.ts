import type { ConversationMessageDto } from '@banzhen/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../shared/api/client.js';

export type Revealed = {
  /** Whether anything was shown. */
  readonly isOpen: boolean;
  readonly isRunning: boolean;
  readonly failure: unknown;
  readonly messages: readonly ConversationMessageDto[];
  /** The place of the last message that is shown. */
  readonly lastSeq: number;
  /** Shows what comes after that, for a reason; each time leaves its trace. */
  readonly show: (reason: string) => void;
  /** Shows what was said since, for the reason that was given before; nothing where none was. */
  readonly follow: () => void;
};

/** What was said about an order, page by page, for as long as its panel is on the screen. */
export function useReveal(orderId: string): Revealed {
  const client = useQueryClient();
  const [messages, setMessages] = useState<readonly ConversationMessageDto[]>([]);
  const [given, setGiven] = useState<string>();
  const reveal = useMutation(api.conversation.reveal.mutationOptions());
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const show = (reason: string) => {
    if (reveal.isPending) return;
    reveal.mutate(
      { orderId, reason, after: lastSeq },
      {
        onSuccess: (page) => {
          setGiven(reason);
          setMessages((shown) => [
            ...shown,
            ...page.messages.filter(({ seq }) => seq > (shown.at(-1)?.seq ?? 0)),
          ]);
          void client.invalidateQueries({ queryKey: api.conversation.pathKey() });
        },
      },
    );
  };
  return {
    isOpen: given !== undefined,
    isRunning: reveal.isPending,
    failure: reveal.error ?? undefined,
    messages,
    lastSeq,
    show,
    follow: () => given !== undefined && show(given),
  };
}
