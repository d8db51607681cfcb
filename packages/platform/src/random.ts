import { randomInt } from 'node:crypto';

const RANGE = 2 ** 47;

/** In `[0, 1)`; nobody can foresee it. */
export const random = (): number => randomInt(RANGE) / RANGE;
