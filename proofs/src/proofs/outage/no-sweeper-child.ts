const relay: { readonly startRelay: unknown } = await import(
  new URL(import.meta.url).searchParams.get('relay') ?? ''
);

export const { startRelay } = relay;

/** The planted bug: what Redis has lost is published by nobody again. */
export const startSweeper = () => ({ stop: async () => undefined });
