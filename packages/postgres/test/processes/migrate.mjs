// Migrates a database with the files of a folder, and says so before and after.
import { migrate, openDatabase } from '@banzhen/postgres';

const [url = '', folder = ''] = process.argv.slice(2);
const database = await openDatabase({ kind: 'postgres', url });
process.stdout.write('starting\n');
await migrate(database.db, new URL(folder));
process.stdout.write('done\n');
await database.close();
