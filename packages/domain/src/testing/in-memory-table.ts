declare const structuredClone: <T>(value: T) => T;

/** Rows by key. Rows are cloned on the way in and out, so that nobody can change what is stored. */
export type Table<Row> = {
  get(key: string): Row | undefined;
  has(key: string): boolean;
  /** Rows in the order of their first insertion. */
  where(matches: (row: Row) => boolean): readonly Row[];
  put(key: string, row: Row): void;
  /** Like `put`, but throws where a database would see a unique key broken. */
  insert(key: string, row: Row): void;
  delete(key: string): void;
  /** Deletes at most `limit` rows; answers how many. */
  deleteWhere(matches: (row: Row) => boolean, limit: number): number;
  readonly size: number;
  /** The same rows, to be changed apart from these. */
  copy(): Table<Row>;
};

/** `isShared` while another table has the same map: whoever writes first takes a map of its own. */
const tableOver = <Row>(name: string, given: Map<string, Row>, isShared: boolean): Table<Row> => {
  let rows = given;
  let isOwn = !isShared;
  const own = (): Map<string, Row> => {
    if (!isOwn) rows = new Map(rows);
    isOwn = true;
    return rows;
  };
  return {
    get: (key) => structuredClone(rows.get(key)),
    has: (key) => rows.has(key),
    where: (matches) => [...rows.values()].filter(matches).map((row) => structuredClone(row)),
    put: (key, row) => {
      own().set(key, structuredClone(row));
    },
    insert: (key, row) => {
      if (rows.has(key)) throw new Error(`${name}: ${key} is there already`);
      own().set(key, structuredClone(row));
    },
    delete: (key) => {
      own().delete(key);
    },
    deleteWhere: (matches, limit) => {
      const doomed = [...rows].filter(([, row]) => matches(row)).slice(0, limit);
      for (const [key] of doomed) own().delete(key);
      return doomed.length;
    },
    get size() {
      return rows.size;
    },
    copy: () => {
      isOwn = false;
      return tableOver(name, rows, true);
    },
  };
};

export const table = <Row>(name: string): Table<Row> => tableOver(name, new Map(), false);
