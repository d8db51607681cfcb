import { dayFrom } from '../days.js';
import { told } from '../told.js';
import { type Answer, listOf, type PartnerScene } from './partner-scene.js';

export const YUAN = 100;
export const title = ({ status, body }: Answer) => [status, body.title];

/** How a partner orders escorts, and what its account and its feed say of them. */
export const escortDesk = (opened: () => PartnerScene) => {
  const limit = async (limitFen: number) =>
    opened().admin('setCreditLimit', { partnerId: opened().partnerId, limitFen });
  const credit = async () =>
    (await told(opened().api.query('partner.credit', { partnerId: opened().partnerId }, 'admin'))).value;
  /** A morning of the calendar of the clinics. */
  const visitOn = (days: number, changed: object = {}) => ({
    clinicId: opened().clinicId,
    patientId: opened().patientId,
    serviceCode: 'escort-half-day',
    startsAt: `${dayFrom(days)}T09:00:00+08:00`,
    endsAt: `${dayFrom(days)}T12:00:00+08:00`,
    ...changed,
  });
  const quote = (days: number, changed: object = {}) =>
    opened().post('/v1/escort-quotes', visitOn(days, changed));
  const order = async (days: number) => {
    const { quoteId, scopeConsentVersion, totalFen } = (await quote(days)).body;
    const made = await opened().post('/v1/escort-orders', {
      quoteId,
      consentedScopeVersion: scopeConsentVersion,
    });
    return { ...made, totalFen: Number(totalFen) };
  };
  const eventsAfter = async (cursor: unknown) =>
    listOf((await opened().get(`/v1/events?limit=100&cursor=${cursor}`)).body.items);
  const statement = (query = '') =>
    opened().get(`/v1/statements?from=${dayFrom(0)}&until=${dayFrom(0)}${query}`);
  return { limit, credit, quote, order, eventsAfter, statement };
};
