// Writes numbered rows into an embedded database and acknowledges each on stdout, until it is killed.
import { openDatabase } from '@banzhen/postgres';
import { writeNumber } from '@banzhen/postgres/testing';

const [dataDir = ''] = process.argv.slice(2);
const { db } = await openDatabase({ kind: 'embedded', dataDir });
for (let number = 1; ; number += 1) {
  await writeNumber(db, number);
  process.stdout.write(`${number}\n`);
}
