/** `99` or `99.5` yuan in fen; undefined for what is no amount. */
export const fenOf = (yuan: string): number | undefined =>
  /^\d{1,9}(?:\.\d{1,2})?$/.test(yuan.trim()) ? Math.round(Number(yuan) * 100) : undefined;

/** Fen as they are typed in yuan. */
export const yuanOf = (fen: number): string =>
  fen % 100 === 0 ? String(fen / 100) : `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
