import type { PartnerSettlementsDto, PartnersDto } from '@banzhen/contracts';

export type PartnerDto = PartnersDto['partners'][number];
export type KeyDto = PartnerDto['keys'][number];
export type SettlementDto = PartnerSettlementsDto['settlements'][number];

export const usualKey = { dailyQuota: 20_000, days: 180 };

export const operationGroups = ['clinics', 'appointments', 'escorts', 'events', 'webhooks', 'other'] as const;
export type OperationGroup = (typeof operationGroups)[number];

const groupOfPrefix: Readonly<Record<string, OperationGroup>> = {
  directory: 'clinics',
  schedule: 'clinics',
  availability: 'clinics',
  'clinic-session': 'clinics',
  appointment: 'appointments',
  benefit: 'appointments',
  quote: 'escorts',
  order: 'escorts',
  statement: 'escorts',
  'partner-event': 'events',
  'webhook-endpoint': 'webhooks',
  'webhook-delivery': 'webhooks',
};

const groupOf = (operation: string): OperationGroup =>
  groupOfPrefix[operation.split('.')[0] ?? ''] ?? 'other';

/** The operations by what they are about; a group without any is left out. */
export const byGroup = (operations: readonly string[]) =>
  operationGroups.flatMap((group) => {
    const here = operations.filter((operation) => groupOf(operation) === group);
    return here.length === 0 ? [] : [{ group, operations: here }];
  });

const isRead = (operation: string): boolean => /\.(?:read|list|reconcile)(?:-|$)/.test(operation);
const ofBookings = new Set([
  'appointment.hold',
  'appointment.submit',
  'appointment.cancel',
  'appointment.reschedule',
]);

export const presets = ['reads', 'bookings', 'all', 'none'] as const;
export type Preset = (typeof presets)[number];

/** What a preset stands for, of the operations that a key can be for: reading, booking beside it, everything or nothing. */
export const presetOf = (preset: Preset, operations: readonly string[]): readonly string[] => {
  if (preset === 'none') return [];
  if (preset === 'all') return operations;
  return operations.filter((one) => isRead(one) || (preset === 'bookings' && ofBookings.has(one)));
};

/** Networks as they are written, one in a line. */
export const networksIn = (text: string): readonly string[] =>
  text
    .split(/[\s,，、]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Partners whose name has `text` in it, whatever its case. */
export const named = <T extends { readonly name: string }>(
  partners: readonly T[],
  text: string,
): readonly T[] => partners.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));

export const liveKeys = ({ keys }: Pick<PartnerDto, 'keys'>): readonly KeyDto[] =>
  keys.filter(({ over }) => over === undefined);
