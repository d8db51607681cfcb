import type { Certification, DocumentKind, ProfessionalClass } from './certification.js';
import { endOfDay } from './certification-policy.js';

/** What a class may do beyond what everybody may. */
const skillsOfClass: Readonly<Record<ProfessionalClass, readonly string[]>> = {
  escort: [],
  'care-worker': [],
  nurse: ['nursing'],
};

const classSkills: ReadonlySet<string> = new Set(Object.values(skillsOfClass).flat());

/** Papers by the names under which dispatch tells of them; the term of an identity card stands on its back. */
const credentialOf: Readonly<Partial<Record<DocumentKind, string>>> = {
  'identity-back': 'identity-card',
  professional: 'professional-certificate',
  health: 'health-certificate',
};

/** What an approval makes of an escort: skills, services and papers as eligibility reads them. */
export type Opened = {
  readonly skills: readonly string[];
  readonly services: readonly string[];
  readonly credentials: readonly { readonly kind: string; readonly validUntil: Date }[];
};

/**
 * Skills that the class brings, beside those that the escort has by something else, and the services of the city that ask for no
 * other; a licence that is gone takes its skill along.
 */
export const openedBy = (
  { class: held, documents }: Pick<Certification, 'class' | 'documents'>,
  skillsBefore: readonly string[],
  services: readonly { readonly code: string; readonly skills: readonly string[] }[],
): Opened => {
  const skills = [...skillsBefore.filter((skill) => !classSkills.has(skill)), ...skillsOfClass[held]];
  return {
    skills,
    services: services
      .filter((one) => one.skills.every((skill) => skills.includes(skill)))
      .map(({ code }) => code),
    credentials: documents
      .flatMap(({ kind, validUntil }) => {
        const name = credentialOf[kind];
        return name && validUntil ? [{ kind: name, validUntil: endOfDay(validUntil) }] : [];
      })
      .toSorted((left, right) => (left.kind < right.kind ? -1 : 1)),
  };
};
