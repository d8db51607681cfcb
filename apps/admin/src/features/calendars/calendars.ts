/** Whose calendar it is. */
export type Doctor = { readonly doctorId: string; readonly name: string };

/** What is told of a new link, once. */
export type CreatedLink = { readonly path: string; readonly expiresAt: string };
