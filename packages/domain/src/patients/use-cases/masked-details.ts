import { maskIdNumber, type SealedField, sealedFields } from '../../privacy/index.js';
import type { Detail, PatientDetails } from '../details.js';

const fieldOf: Readonly<Record<Detail, SealedField>> = {
  realName: 'patient.real_name',
  idNumber: 'patient.id_number',
  birthDate: 'patient.birth_date',
  sex: 'patient.sex',
  phone: 'patient.phone',
  conditions: 'patient.conditions',
  department: 'patient.department',
  ward: 'patient.ward',
  bed: 'patient.bed',
};

export const detailNames = Object.keys(fieldOf) as readonly Detail[];

const LEVEL = 4;

/** What is shown masked unless somebody says why they need it: level 4 and above. */
export const maskedDetails: readonly Detail[] = detailNames.filter(
  (name) => sealedFields[fieldOf[name]].level >= LEVEL,
);

/** Stands for a text of which not even the length is told. */
const HIDDEN = '***';

/** Details as they may be shown: `plain` ones as they are, the masked ones of `which` without what they say. */
export type ShownDetails = { readonly [Name in Detail]?: string };

export const showDetails = (details: PatientDetails, which: readonly Detail[]): ShownDetails =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (!which.includes(name as Detail)) return [name, value];
      return [name, name === 'idNumber' ? maskIdNumber(value) : HIDDEN];
    }),
  );
