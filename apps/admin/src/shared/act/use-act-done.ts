import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTexts } from '../i18n/i18n.js';

/** What follows an act that was done: its dialog closes, somebody is told, and what it has changed is read anew. */
export function useActDone(changed: QueryKey, close: () => void): () => void {
  const { t } = useTexts();
  const { message } = App.useApp();
  const client = useQueryClient();
  return () => {
    close();
    void client.invalidateQueries({ queryKey: changed });
    void message.success(t('act.done'));
  };
}
