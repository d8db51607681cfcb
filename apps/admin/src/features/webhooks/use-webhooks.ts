import type { PartnersDto, WebhookEndpointDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';

/** The places of one partner. */
export const useEndpoints = (partnerId: string) => useQuery(api.webhook.list.queryOptions({ partnerId }));

/** What is known of the partner itself, its keys among it; `isUnknown` once it is certain that there is none. */
export function usePartner(partnerId: string): {
  readonly partner: PartnersDto['partners'][number] | undefined;
  readonly isUnknown: boolean;
} {
  const { data } = useQuery(api.partner.list.queryOptions(undefined, { staleTime: 60_000 }));
  const partner = data?.partners.find((one) => one.partnerId === partnerId);
  return { partner, isUnknown: data !== undefined && partner === undefined };
}

/** Names of hospitals by their ids; one that is not known is shown by its id. */
export function useHospitalNames(): (hospitalId: string) => string {
  const hospitals = useQuery(api.schedule.hospitals.queryOptions(undefined, { staleTime: 60_000 })).data;
  return (hospitalId) => hospitals?.find((one) => one.hospitalId === hospitalId)?.name ?? hospitalId;
}

/** What somebody does with one endpoint. */
export type EndpointAct = WebhookEndpointDto['acts'][number];
