import { Mutex, type PGlite, parse, protocol, type QueryOptions, type Results } from '@electric-sql/pglite';

const {
  serialize,
  messages: { DataRowMessage, RowDescriptionMessage },
} = protocol;
type Message = Awaited<ReturnType<PGlite['execProtocolStream']>>[number];

/** With parameters one statement; without them possibly a whole script, of which the last result is told. */
export type Ask = (text: string, parameters: readonly unknown[], options?: QueryOptions) => Promise<Results>;

export interface EmbeddedSession {
  /** By itself; waits for a transaction that is running. */
  readonly ask: Ask;
  /** From BEGIN to COMMIT, or to ROLLBACK should `work` reject. Transactions wait for each other; asking in one that is over is refused. */
  transaction<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
}

/** A statement that the engine knows by a name. */
type Kept = {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  readonly fields: Results['fields'];
};

/** Plans stay in the engine's memory. */
const MOST_KEPT = 300;
/** What is a script, or nothing to plan, is sent as it is. */
const PLANNED = /^\s*(?:select|insert|update|delete|with)\b[^;]*$/i;
/** After these a kept statement may mean something else. */
const DEFINES = /\b(?:create|alter|drop|deallocate|discard)\b/i;

/**
 * The one connection of the embedded engine. PGlite's own `query` enters the engine six times for a statement that is parsed and
 * planned anew each time. Here a statement is kept under a name and asked in one message, which takes a short transaction a fifth
 * of the processor time (ADR 0005).
 */
export const embeddedSession = (lite: PGlite): EmbeddedSession => {
  const transactions = new Mutex();
  const asking = new Mutex();
  const kept = new Map<string, Kept>();
  let names = 0;

  const send = (...messages: Uint8Array[]): Promise<Message[]> =>
    lite.execProtocolStream(new Uint8Array(Buffer.concat(messages)), { syncToFs: false });

  const keep = async (text: string): Promise<Kept> => {
    names += 1;
    const name = `kept_${names}`;
    const messages = await send(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    );
    return {
      name,
      parameterTypes: parse.parseDescribeStatementResults(messages),
      fields: messages.find((message) => message instanceof RowDescriptionMessage)?.fields ?? [],
    };
  };

  const keptOf = async (text: string): Promise<Kept> => {
    const statement = kept.get(text) ?? (await keep(text));
    // The one that was asked last is the last to be forgotten.
    kept.delete(text);
    kept.set(text, statement);
    const [oldest] = kept;
    if (kept.size > MOST_KEPT && oldest) {
      kept.delete(oldest[0]);
      await send(serialize.close({ type: 'S', name: oldest[1].name }), serialize.sync());
    }
    return statement;
  };

  const written = (value: unknown, type: number | undefined): string | null => {
    if (value === null || value === undefined) return null;
    const serializer = type === undefined ? undefined : lite.serializers[type];
    return serializer ? serializer(value) : String(value);
  };

  const rowsOf = (
    fields: Results['fields'],
    messages: readonly Message[],
    options: QueryOptions,
  ): unknown[] => {
    const readers = fields.map(({ dataTypeID: type }) => {
      const parser = options.parsers?.[type] ?? lite.parsers[type];
      return (value: string | null) => (value === null || !parser ? value : parser(value, type));
    });
    const rows = messages
      .filter((message) => message instanceof DataRowMessage)
      .map((row) => readers.map((read, index) => read(row.fields[index] ?? null)));
    if (options.rowMode === 'array') return rows;
    return rows.map((row) => Object.fromEntries(fields.map(({ name }, index) => [name, row[index]])));
  };

  const askKept: Ask = async (text, parameters, options = {}) => {
    const { name, parameterTypes, fields } = await keptOf(text);
    const values = parameters.map((value, index) => written(value, parameterTypes[index]));
    const messages = await send(
      serialize.bind({ statement: name, values }),
      serialize.execute({}),
      serialize.sync(),
    );
    return { fields, rows: rowsOf(fields, messages, options) as Results['rows'] };
  };

  const runScript = async (text: string, options?: QueryOptions): Promise<Results> => {
    const messages = await send(serialize.query(text));
    if (DEFINES.test(text) && kept.size > 0) {
      kept.clear();
      await send(serialize.query('DEALLOCATE ALL'));
    }
    return parse.parseResults(messages, lite.parsers, options).at(-1) ?? { rows: [], fields: [] };
  };

  const ask: Ask = (text, parameters, options) =>
    asking.runExclusive(() =>
      parameters.length > 0 || PLANNED.test(text)
        ? askKept(text, parameters, options)
        : runScript(text, options),
    );
  const end = async (how: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
    await ask(how, []);
    await lite.syncToFs();
  };

  return {
    ask: (text, parameters, options) =>
      transactions.runExclusive(async () => {
        const answer = await ask(text, parameters, options);
        await lite.syncToFs();
        return answer;
      }),
    transaction: (work) =>
      transactions.runExclusive(async () => {
        let isOver = false;
        const askInside: Ask = async (...asked) => {
          if (isOver) throw new Error('asked in a transaction that is over');
          return ask(...asked);
        };
        await ask('BEGIN', []);
        const result = await work(askInside)
          .finally(() => {
            isOver = true;
          })
          .catch(async (thrown) => {
            await end('ROLLBACK');
            throw thrown;
          });
        await end('COMMIT');
        return result;
      }),
  };
};
