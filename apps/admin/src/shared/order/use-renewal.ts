import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { refreshOrders } from '../api/live.js';
import { useServerNow } from './due-clock.js';

type Quoted = { readonly id: string; readonly validUntil: string };

/** Asks for a new quote as soon as the present one is over, once for each, and says that it has done so. */
export function useRenewal(quote: Quoted | undefined, renew: () => void) {
  const [wasRenewed, setRenewed] = useState(false);
  const renewed = useRef<string | undefined>(undefined);
  const client = useQueryClient();
  const now = useServerNow();
  const isOver = quote !== undefined && Date.parse(quote.validUntil) <= now;
  const id = quote?.id;
  const again = () => {
    setRenewed(true);
    renew();
    // What ran out by the server's clock may not have run out by ours: its answers say what time it is.
    void refreshOrders(client);
  };
  const latest = useRef(again);
  useEffect(() => {
    latest.current = again;
  });
  useEffect(() => {
    if (!isOver || renewed.current === id) return;
    renewed.current = id;
    latest.current();
  }, [isOver, id]);
  return { wasRenewed, isOver, again };
}
