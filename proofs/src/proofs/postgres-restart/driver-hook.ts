import type { InitializeHook, ResolveHook } from 'node:module';

let replacement = '';

/** Loaded by Node in the process of the control: takes the driver to use. */
export const initialize: InitializeHook<{ readonly driver: string }> = ({ driver }) => {
  replacement = driver;
};

/** Gives that driver to whoever imports `postgres`. */
export const resolve: ResolveHook = (specifier, context, nextResolve) =>
  specifier === 'postgres' ? { url: replacement, shortCircuit: true } : nextResolve(specifier, context);
