import {
  approve,
  type Certification,
  type CertifiedDocument,
  codeOfConduct,
  documentKinds,
  type ProfessionalClass,
} from '@banzhen/domain/certification';
import { HOUR_MS } from '@banzhen/domain/shared/clock';
import { type CertificationId, idFrom, type StoredFileId } from '@banzhen/domain/shared/ids';
import {
  type DemoAccount,
  demoCity,
  demoEscorts,
  demoFamilies,
  demoId,
  demoStaff,
  demoTenant,
} from './demo-city.js';

/** 110199 is no district: nobody has these numbers. In the order of the escorts. */
const idNumbers: readonly string[] = [
  '110199198802140021',
  '110199198506090015',
  '110199199201300020',
  '110199199511180028',
  '110199198707230010',
  '110199198103050027',
  '110199199809120028',
  '110199199004210018',
  '11019919840817002X',
  '110199199312060015',
  '110199200105280029',
  '110199197901110026',
];

/** As long as the escorts of the demo are to work; a real health certificate is for a year. */
const LAST_DAY = '2032-12-31';
const APPROVED_AT = new Date('2026-01-05T02:00:00Z');
const WAITS_HOURS = 5;

const documentsOf = (number: number, idNumber: string): readonly CertifiedDocument[] =>
  documentKinds.map((kind, index) => ({
    kind,
    fileId: idFrom<StoredFileId>(demoId(0xd, number * documentKinds.length + index)),
    ...(kind === 'identity-front' ? { number: idNumber } : {}),
    ...(kind === 'identity-back' || kind === 'health' ? { validUntil: LAST_DAY } : {}),
    ...(kind === 'professional' ? { number: `DEMO-${1_000 + number}` } : {}),
  }));

const submittedBy = (
  number: number,
  { id, name }: DemoAccount,
  held: ProfessionalClass,
  idNumber: string,
  submittedAt: Date,
): Certification => ({
  ...{ id: idFrom<CertificationId>(demoId(0xc, number)), tenantId: demoTenant, accountId: id },
  ...{ cityCode: demoCity.code, class: held, realName: name, documents: documentsOf(number, idNumber) },
  practisingSince: Number(idNumber.slice(6, 10)) + 22 + (number % 4),
  ...{ codeOfConduct: codeOfConduct.version, status: 'SUBMITTED', submittedAt, version: 1 },
});

const officers = demoStaff.filter(({ staffRoles }) =>
  staffRoles.some((role) => role === 'quality' || role === 'admin'),
);

/** Agreed to by as many officers as its class asks for. */
const approved = (certification: Certification): Certification => {
  let current = certification;
  for (const { id } of officers) {
    if (current.status !== 'SUBMITTED') break;
    const checks = { registryCheck: `DEMO-${current.id.slice(-4)}`, backgroundCheck: 'DEMO-0000' };
    const decided = approve(current, checks, { by: id, now: APPROVED_AT });
    if (!decided.ok) throw new Error(`the credentials of the demo are refused: ${decided.error.type}`);
    current = decided.value;
  }
  return current;
};

/** What a family's member has just submitted and waits, and what the escorts of the demo have submitted and was approved. */
export const demoCredentials = (now: Date): readonly Certification[] => {
  const ofEscorts = demoEscorts.map(({ account, profile }, index) => {
    const held = profile.skills.includes('nursing') ? 'nurse' : 'escort';
    return approved(submittedBy(index + 1, account, held, idNumbers[index] ?? '', APPROVED_AT));
  });
  const [, applicant] = demoFamilies;
  if (!applicant) throw new Error('the demo has families');
  const submittedAt = new Date(now.getTime() - WAITS_HOURS * HOUR_MS);
  const waiting = submittedBy(ofEscorts.length + 1, applicant, 'escort', '110199198603190026', submittedAt);
  return [{ ...waiting, realName: '赵晓敏' }, ...ofEscorts];
};
