import type { MeDto } from '@banzhen/contracts';
import { createContext, type ReactNode, use } from 'react';

/** The operations that this console asks about; the API says which of them a person may do. */
export const knownPermissions = ['board.read', 'ledger.read', 'candidates.read', 'shift.offer'] as const;
export type Permission = (typeof knownPermissions)[number];

const MeContext = createContext<MeDto | undefined>(undefined);

export function MeProvider({ me, children }: { readonly me: MeDto; readonly children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** Whether the signed-in person may do something at all; what they may not do is not shown. */
export function useMay(): (permission: Permission) => boolean {
  const me = use(MeContext);
  return (permission) => me?.permissions.includes(permission) ?? false;
}
