import { checkPatientDetails } from '@banzhen/domain/patients';
import type { KeyVault } from '@banzhen/domain/privacy';
import { idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { type OpenDatabase, postgresUnitOfWork } from '@banzhen/postgres';
import { postgresFieldSealer } from '@banzhen/postgres/sealing';
import { readSealed, rowsOf, sql } from '@banzhen/postgres/testing';

/** Shorter texts, such as a sex or the number of a bed, stand in any table by chance. */
const FEWEST_BYTES = 6;
const EVERYWHERE = new Set(['female']);

const telling = {
  realName: '欧阳静娴',
  idNumber: '110101194903070022',
  phone: '13912345678',
  conditions: '二型糖尿病，左耳失聪',
  department: '内分泌科二组',
  ward: '东楼九病区',
  bed: '17',
};

/** Writes everything about every patient that the product has a place for. */
export async function fillDetails({ db, news }: OpenDatabase, vault: KeyVault): Promise<void> {
  const checked = checkPatientDetails(telling, '2030-01-01');
  if (!checked.ok) throw new Error(`the details are wrong: ${JSON.stringify(checked.error)}`);
  const unitOfWork = postgresUnitOfWork(db, { news, sealer: postgresFieldSealer(vault) });
  const patients = await rowsOf<{ id: string }>(db, sql`SELECT id FROM patient`);
  for (const { id } of patients)
    await unitOfWork.run(async (stores) => {
      await stores.patients.saveDetails(idFrom<PatientId>(id), checked.value);
      return ok(undefined);
    });
}

export interface Canaries {
  /** Texts that stand in the database, sealed, and nowhere else. */
  readonly texts: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly unreadable: number;
}

/** Whatever opens with the keys is what a thief without them must not find. */
export async function canariesOf({ db }: OpenDatabase, vault: KeyVault): Promise<Canaries> {
  const seen = await readSealed({ db, sealer: postgresFieldSealer(vault) }, vault);
  const opened = seen.flatMap(({ field, plain }) => (plain === undefined ? [] : [{ field, plain }]));
  const isTelling = (text: string) => Buffer.byteLength(text) >= FEWEST_BYTES && !EVERYWHERE.has(text);
  return {
    texts: new Set(opened.map(({ plain }) => plain).filter(isTelling)),
    fields: new Set(opened.map(({ field }) => field)),
    unreadable: seen.filter(({ failure }) => failure !== undefined).length,
  };
}
