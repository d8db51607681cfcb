import type { CandidateDto, QuoteDto } from '@banzhen/contracts';
import { NotAsPromised } from './acting.js';
import { refusalIn } from './refusal.js';
import type { Step } from './step.js';
import { known, type Visit } from './visit.js';
import { minutesAfter } from './visit-times.js';
import { beijingTime, billText, yuan } from './wording.js';

const askQuote = async (visit: Visit, startsAt: Date): Promise<QuoteDto> => {
  const { patientId, hospitalId, serviceCode, minutes } = known(visit, 'wish');
  const quote = await visit.cast.family.api.family.quote.mutate({
    patientId,
    hospitalId,
    serviceCode,
    startsAt: startsAt.toISOString(),
    endsAt: minutesAfter(startsAt, minutes).toISOString(),
  });
  const sumFen = quote.lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (sumFen !== quote.totalFen)
    throw new NotAsPromised([`the price lines sum to ${yuan(sumFen)}, the total is ${yuan(quote.totalFen)}`]);
  Object.assign(visit.memory, { quote, startsAt });
  return quote;
};

const quote: Step = {
  name: 'quote',
  zh: '询价',
  en: 'Price before the order',
  async act(visit) {
    const [startsAt] = known(visit, 'wish').starts;
    if (!startsAt) throw new Error('a visit needs at least one start to try');
    const { lines, totalFen, validUntil, policyVersion } = await askQuote(visit, startsAt);
    const words = billText(lines, totalFen);
    return {
      startsAt: startsAt.toISOString(),
      totalFen,
      lines,
      policyVersion,
      validUntil,
      zh: `${beijingTime(startsAt)}：${words.zh}`,
      en: words.en,
    };
  },
};

/** The family agrees to the scope of service; when another version is current it reads that one. */
const place = async (visit: Visit, key: string, consentedScopeVersion = 1): Promise<string> => {
  const { quoteId } = known(visit, 'quote');
  try {
    const order = { quoteId, consentedScopeVersion, idempotencyKey: key };
    return (await visit.cast.family.api.family.create.mutate(order)).orderId;
  } catch (failure) {
    const refusal = refusalIn(failure);
    if (refusal?.type !== 'ScopeConsentOutdated' || typeof refusal.current !== 'number') throw failure;
    return place(visit, `${key}-v${refusal.current}`, refusal.current);
  }
};

const withdraw = async (visit: Visit, orderId: string): Promise<void> => {
  const { family } = visit.cast.family.api;
  const { cancellationQuoteId } = await family.quoteCancellation.mutate({ orderId });
  await family.cancel.mutate({ orderId, cancellationQuoteId, reason: 'another time suits better' });
};

const whyNobody = (candidates: readonly CandidateDto[]): string =>
  candidates
    .slice(0, 5)
    .map(({ name, whyNot }) => `${name}: ${whyNot.map(({ code }) => code).join('+') || 'free'}`)
    .join(', ');

/** Books at one start; answers what stands in the way if the patient or too many escorts are taken then. */
const bookAt = async (visit: Visit, startsAt: Date, turn: number): Promise<string | undefined> => {
  if (turn > 0) await askQuote(visit, startsAt);
  try {
    visit.memory.orderId = await place(visit, `${visit.key}-${turn}`);
  } catch (failure) {
    if (refusalIn(failure)?.type !== 'PatientTaken') throw failure;
    return 'the patient is taken';
  }
  const orderId = known(visit, 'orderId');
  const candidates = await visit.cast.dispatcher.api.dispatch.candidates.query({ orderId });
  const free = candidates.filter(({ whyNot }) => whyNot.length === 0);
  if (free.length >= known(visit, 'wish').escortsNeeded) return undefined;
  await withdraw(visit, orderId);
  delete visit.memory.orderId;
  return `only ${free.length} escorts can come (${whyNobody(candidates)})`;
};

const create: Step = {
  name: 'create',
  zh: '下单',
  en: 'Order',
  async act(visit) {
    const obstacles: string[] = [];
    for (const [turn, startsAt] of known(visit, 'wish').starts.entries()) {
      const obstacle = await bookAt(visit, startsAt, turn);
      if (obstacle) {
        obstacles.push(`${beijingTime(startsAt)} ${obstacle}`);
        continue;
      }
      const orderId = known(visit, 'orderId');
      const { totalFen } = known(visit, 'quote');
      return {
        orderId,
        startsAt: startsAt.toISOString(),
        totalFen,
        timesTried: turn + 1,
        zh: `${beijingTime(startsAt)}，${yuan(totalFen)}，订单 ${orderId}`,
        en: `${beijingTime(startsAt)} in Beijing, ${yuan(totalFen)}, order ${orderId}`,
      };
    }
    throw new NotAsPromised(obstacles.slice(0, 3));
  },
};

export const bookingSteps: readonly Step[] = [quote, create];
