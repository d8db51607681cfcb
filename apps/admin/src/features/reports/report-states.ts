/** Reported messages that wait for the desk, and those that it has closed. */
export const reportStates = ['open', 'closed'] as const;
export type ReportState = (typeof reportStates)[number];
