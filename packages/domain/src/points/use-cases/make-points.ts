import { makeAdjustPoints } from './adjust-points.js';
import type { PointsDeps } from './deps.js';
import { makeExpirePoints } from './expire-points.js';
import { makeReadOwnPoints, makeReadPoints } from './read-points.js';

/** Everything that can be done about points but what orders bring, on the given adapters. */
export const makePoints = (deps: PointsDeps) => ({
  readOwnPoints: makeReadOwnPoints(deps),
  readPoints: makeReadPoints(deps),
  adjustPoints: makeAdjustPoints(deps),
  expirePoints: makeExpirePoints(deps),
});

export type Points = ReturnType<typeof makePoints>;
