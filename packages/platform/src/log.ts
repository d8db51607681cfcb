/** Where the platform says what happens: event names with ids, enums and numbers, never free text of a person (PR1). */
export type Log = {
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, facts?: Readonly<Record<string, unknown>>): void;
};
