import type { PreviewedPolicy } from '@banzhen/domain/publishing';
import type { PolicyNumbers } from '@banzhen/domain/shared/policy-numbers';
import type { PolicyPublished } from '@banzhen/domain/shared/publishing';

/** What of a policy can be published, as consoles are told. */
export const numbersAnswer = <Policy>({ fields, lists }: PolicyNumbers<Policy>) => ({
  fields: fields.map(({ at, least, most, unit }) => ({ at: String(at), least, most, unit })),
  lists,
});

type InForce = { readonly inForceFrom: Date };

/** Something that is in force from an instant, with the instant as it is sent. */
export const withInstant = <Version extends InForce>({ inForceFrom, ...rest }: Version) => ({
  ...rest,
  inForceFrom: inForceFrom.toISOString(),
});

export const previewAnswer = ({ wrong, ...seen }: PreviewedPolicy) => {
  if (!wrong) return seen;
  const { type: _, ...where } = wrong;
  return { ...seen, wrong: where };
};

export const publishedAnswer = ({ version, inForceFrom }: PolicyPublished) => ({
  version,
  inForceFrom: inForceFrom.toISOString(),
});

/** A command without an instant is for now. */
export const beginOf = ({ inForceFrom }: { readonly inForceFrom?: Date | undefined }) =>
  inForceFrom ? { inForceFrom } : {};
