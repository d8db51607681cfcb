const client: { readonly preparingClient: unknown } = await import(
  new URL(import.meta.url).searchParams.get('client') ?? ''
);

export const { preparingClient } = client;

/** What a transaction costs when it does not say for whom it works. */
export const clientFor = <Client>(pool: Client): Client => pool;
