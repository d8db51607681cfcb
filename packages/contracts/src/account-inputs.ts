import { z } from 'zod';
import { id, instantIn, personName, text } from './primitives.js';

/** As people write it; what it must be is said by the refusal `NotAPhoneNumber`. */
const phone = z.string().max(30);
const code = z.string().regex(/^\d{6}$/);
const token = z.string().min(1).max(200);
/** Never trimmed; how long it may be is said by `PasswordUnfit`. */
const password = z
  .string()
  .max(1_000)
  .refine((given) => !/[\0\p{Surrogate}]/u.test(given), 'NUL and lone surrogates are not allowed');
const app = z.enum(['family', 'escort']).default('family');
const name = personName.optional();

const phoneProof = z.strictObject({ phone, challengeId: id, code });
const phoneAndPassword = z.strictObject({ phone, password });

/** What proves once more who is signed in. */
const proof = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('password'), password }),
  z.strictObject({ by: z.literal('code'), challengeId: id, code }),
  z.strictObject({ by: z.literal('totp'), code }),
]);

export const signInAsInput = z.strictObject({ accountId: id });

export const requestCodeInput = z.strictObject({
  phone,
  purpose: z
    .enum(['sign-in', 'reset-password', 'change-phone', 'attach-wechat', 'enrol-totp', 'step-up', 'appeal'])
    .default('sign-in'),
});
export const signInWithCodeInput = phoneProof.extend({ app, name });
export const registerInput = phoneProof.extend({ app, name, password });
export const signInWithPasswordInput = phoneAndPassword.extend({ app });
export const resetPasswordInput = phoneProof.extend({ password });
export const signInWithWechatInput = z.strictObject({ code: token, app });
export const attachWechatInput = phoneProof.extend({ ticket: token, app, name });
export const appealBanInput = phoneProof.extend({ sanctionId: id, text: text(2_000) });

/** B81: a phone with its password or a code, or the code of a mini-program. */
export const loginInput = z.union([
  signInWithPasswordInput,
  phoneProof.extend({ app }),
  z.strictObject({ wechatCode: token, app }),
]);

export const signInStaffInput = phoneAndPassword;
export const enrolTotpInput = z.strictObject({ ticket: token, challengeId: id, code });
export const confirmTotpInput = z.strictObject({ ticket: token, code });
export const setUpStaffInput = z.strictObject({ token, password });

export const revokeSessionInput = z.strictObject({ sessionId: id });
export const stepUpInput = z.strictObject({ proof });
export const setPasswordInput = z.strictObject({ password, proof });
export const changePhoneInput = z.strictObject({ proof, newPhone: phoneProof });
export const appealSanctionInput = z.strictObject({ sanctionId: id, text: text(2_000) });

const cityCode = z.string().regex(/^\d{6}$/);
const restrictable = z.enum(['book', 'work', 'review', 'chat']);

export const findPersonInput = z.strictObject({ phone });
export const accountInput = z.strictObject({ accountId: id });
export const grantRoleInput = accountInput.extend({
  role: z.enum(['dispatcher', 'quality', 'finance', 'support', 'admin', 'auditor']),
  cityCode: cityCode.optional(),
  until: instantIn.optional(),
});
export const revokeRoleInput = accountInput.extend({ grantId: id });
export const imposeSanctionInput = accountInput.extend({
  measure: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('warned') }),
    z.strictObject({
      kind: z.literal('restricted'),
      functions: z
        .tuple([restrictable], restrictable)
        .refine((given) => new Set(given).size === given.length),
    }),
    z.strictObject({ kind: z.literal('banned') }),
  ]),
  cause: z.enum(['false-credentials', 'malicious-review', 'disorder', 'fraud', 'other']),
  reason: text(500),
  until: instantIn.optional(),
});
export const liftSanctionInput = z.strictObject({ sanctionId: id, reason: text(500) });
export const answerAppealInput = z.strictObject({
  sanctionId: id,
  granted: z.boolean(),
  text: text(2_000),
});
