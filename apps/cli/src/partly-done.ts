/** What a command answers when it did its work but for rows that were bad. */
export const PARTLY_DONE = 'partly-done';
