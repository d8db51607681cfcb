const SHORT_ID = 8;

/** The end of an id, which tells two apart as well as all of it. */
export const shortId = (id: string): string => (id.length > SHORT_ID * 2 ? `…${id.slice(-SHORT_ID)}` : id);
