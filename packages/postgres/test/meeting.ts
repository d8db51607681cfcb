/** Answers a promise for each who comes, kept for all when so many are there: however slow the machine, they go on together. */
export const meeting = (many: number): (() => Promise<void>) => {
  let come = 0;
  let begin: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return () => {
    come += 1;
    if (come >= many) begin();
    return all;
  };
};
