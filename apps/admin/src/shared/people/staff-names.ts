import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { useMay } from '../api/me.js';

/** The names of those who hold a role now, by account; what others have done is told by ids. */
export function useStaffNames(): ReadonlyMap<string, string> {
  const staff = useQuery(api.people.staff.queryOptions(undefined, { enabled: useMay()('staff.list') }));
  return new Map(staff.data?.map(({ accountId, name }) => [accountId, name]));
}
