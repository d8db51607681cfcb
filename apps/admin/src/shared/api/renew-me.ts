import { api, queryClient } from './client.js';

/** Asks anew who is signed in and what they may do; whoever shows or hides by it is to be told. */
export const renewMe = () => queryClient.fetchQuery(api.auth.me.queryOptions(undefined, { staleTime: 0 }));
