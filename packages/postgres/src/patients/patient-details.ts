import type { PatientDetails } from '@banzhen/domain/patients';
import type { SealedField } from '@banzhen/domain/privacy';
import type { PatientId } from '@banzhen/domain/shared/ids';
import { eq } from 'drizzle-orm';
import { patients } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';

type Detail = keyof PatientDetails;

/** Of each detail the column where it lies sealed, and the name under which it is bound to it. */
const columns = {
  realName: ['realNameSealed', 'patient.real_name'],
  idNumber: ['idNumberSealed', 'patient.id_number'],
  birthDate: ['birthDateSealed', 'patient.birth_date'],
  sex: ['sexSealed', 'patient.sex'],
  phone: ['phoneSealed', 'patient.phone'],
  conditions: ['conditionsSealed', 'patient.conditions'],
  department: ['departmentSealed', 'patient.department'],
  ward: ['wardSealed', 'patient.ward'],
  bed: ['bedSealed', 'patient.bed'],
} as const satisfies Readonly<Record<Detail, readonly [keyof typeof patients.$inferSelect, SealedField]>>;

const names = Object.keys(columns) as Detail[];

/** Everything that is known about a patient; what was erased is missing. */
export const readDetails = async ({ db, sealer }: SealedDatabase, id: PatientId): Promise<PatientDetails> => {
  const [row] = await db.select().from(patients).where(eq(patients.id, id));
  if (!row) return {};
  const known = names.flatMap((name) => {
    const [column, field] = columns[name];
    const sealed = row[column];
    return sealed ? [{ name, field, rowId: id, sealed }] : [];
  });
  const opened = await sealer.openAll(db, known);
  return Object.fromEntries(
    known.flatMap(({ name }, index) => {
      const plain = opened[index];
      return plain === undefined ? [] : [[name, plain]];
    }),
  );
};

/** Replaces all details. Throws when there is no such patient. */
export const writeDetails = async (
  { db, sealer }: SealedDatabase,
  id: PatientId,
  details: PatientDetails,
): Promise<void> => {
  const subject = { kind: 'patient', id } as const;
  const given = names.flatMap((name) => {
    const plain = details[name];
    const [, field] = columns[name];
    return plain === undefined ? [] : [{ name, field, subject, rowId: id, plain }];
  });
  const sealed = await sealer.sealAll(db, given);
  const bytesOf = new Map(given.map(({ name }, index) => [name, sealed[index]]));
  const updated = await db
    .update(patients)
    .set({
      ...Object.fromEntries(names.map((name) => [columns[name][0], bytesOf.get(name) ?? null])),
      idNumberIndex: details.idNumber ? sealer.index('patient.id_number', details.idNumber) : null,
    })
    .where(eq(patients.id, id))
    .returning({ id: patients.id });
  if (updated.length === 0) throw new Error(`there is no patient ${id}`);
};
