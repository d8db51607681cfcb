import type { Guard } from './door-env.js';

/**
 * Several guards as one step of the app, which makes two promises for each step of its own. The first that answers ends it, so each of
 * them returns what the next one does.
 */
export const inOrder =
  (...guards: readonly Guard[]): Guard =>
  (context, next) => {
    const from = (place: number): ReturnType<Guard> => {
      const guard = guards[place];
      return guard ? guard(context, () => from(place + 1) as Promise<void>) : next();
    };
    return from(0);
  };
