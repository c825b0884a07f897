import { api, setCsrf } from '../api/client';

/** Who is signed in and what they may do; `error` with status 401 when nobody is. */
export function useMe() {
  const query = api.useQuery('get', '/api/v1/me', {}, { retry: false, staleTime: 60_000 });
  setCsrf(query.data?.csrf ?? '');
  return query;
}

/** Whether the person holds a permission; what they may not do is not offered to them. */
export function useMay() {
  const held = useMe().data?.permissions ?? [];
  return (permission: string) => held.includes(permission);
}
