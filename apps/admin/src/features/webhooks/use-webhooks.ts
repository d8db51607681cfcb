import type { PartnersDto, WebhookEndpointDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';

/** The places of one partner. */
export const useEndpoints = (partnerId: string) => useQuery(api.webhook.list.queryOptions({ partnerId }));

/** What is known of the partner itself, its keys among it. */
export const usePartner = (partnerId: string): PartnersDto['partners'][number] | undefined =>
  useQuery(api.partner.list.queryOptions(undefined, { staleTime: 60_000 })).data?.partners.find(
    (one) => one.partnerId === partnerId,
  );

/** Names of hospitals by their ids; one that is not known is shown by its id. */
export function useHospitalNames(): (hospitalId: string) => string {
  const hospitals = useQuery(api.schedule.hospitals.queryOptions(undefined, { staleTime: 60_000 })).data;
  return (hospitalId) => hospitals?.find((one) => one.hospitalId === hospitalId)?.name ?? hospitalId;
}

/** Hospitals whose events a live key of the partner may read: an endpoint is told of no others. */
export const readableHospitals = (
  partner: PartnersDto['partners'][number] | undefined,
): readonly string[] => [
  ...new Set(
    partner?.keys
      .filter(({ over, operations }) => over === undefined && operations.includes('partner-event.list'))
      .flatMap(({ hospitalIds }) => hospitalIds),
  ),
];

/** What somebody does with one endpoint. */
export const endpointActs = ['test', 'rotateSecret', 'disable', 'enable', 'remove'] as const;
export type EndpointAct = (typeof endpointActs)[number];

/** The acts that its state lets be done. */
export const actsOf = ({ state }: WebhookEndpointDto): readonly EndpointAct[] =>
  state === 'active' ? ['test', 'rotateSecret', 'disable', 'remove'] : ['rotateSecret', 'enable', 'remove'];
