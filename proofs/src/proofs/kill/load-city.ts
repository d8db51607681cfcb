import { type AccountId, type HospitalId, idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import { openPlatform, type Platform, readConfig } from '@banzhen/platform';
import { uuidv7 } from '@banzhen/postgres';

const quiet = { info: () => undefined, error: () => undefined };
const BEIJING = '110000';
const HOUR_MS = 3_600_000;

const must = <T>(result: Result<T, { readonly type: string }>): T => {
  if (!result.ok) throw new Error(`the city could not be made ready: ${result.error.type}`);
  return result.value;
};

/**
 * Loads the demo city with one order that was called off at once: on an empty board the product would place some that go on
 * by themselves.
 */
export async function loadCity(settings: Readonly<Record<string, string>>): Promise<void> {
  const platform = await openPlatform(readConfig(settings), quiet);
  try {
    await callOffOneVisit(platform);
  } finally {
    await platform.close();
  }
}

async function callOffOneVisit({ identity, reads, visits }: Platform): Promise<void> {
  const families = (await identity.people()).filter(({ roles }) => roles.includes('family'));
  const token = await identity.signIn(idFrom<AccountId>(families.at(-1)?.accountId ?? ''));
  const family = await identity.identify(token ?? '');
  if (family === undefined) throw new Error('the demo has no family');
  const [patient] = await reads.patients(family);
  const [hospital] = await reads.hospitals({ cityCode: BEIJING, text: '', limit: 1 });
  const startsAt = new Date(Date.now() + 48 * HOUR_MS);
  const quote = must(
    await visits.requestQuote(family, {
      patientId: idFrom<PatientId>(patient?.patientId ?? ''),
      hospitalId: idFrom<HospitalId>(hospital?.hospitalId ?? ''),
      serviceCode: 'escort-half-day',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 4 * HOUR_MS),
      wishes: {},
    }),
  );
  const booking = { quoteId: quote.id, consentedScopeVersion: 1, idempotencyKey: uuidv7() };
  const { orderId } = must(await visits.createOrder(family, booking));
  const { id } = must(await visits.quoteCancellation(family, { orderId }));
  must(await visits.cancelOrder(family, { orderId, cancellationQuoteId: id }));
}
