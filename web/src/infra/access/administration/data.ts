import { useQueryClient } from '@tanstack/react-query';
import { api, http, type Schemas } from '../../../api/client';

export type User = Schemas['UserView'];
export type Grant = Schemas['GrantView'];
export type Role = Schemas['RoleView'];
export type Permission = Schemas['PermissionView'];
export type Scope = Schemas['ScopeView'];
export type Key = Schemas['KeyView'];
export type OpenWork = Schemas['OpenWork'];

export const useRoles = () => api.useQuery('get', '/api/v1/roles', {}, { staleTime: 30_000 });
export const useScopes = () => api.useQuery('get', '/api/v1/scopes', {}, { staleTime: 30_000 });

/** Whatever is shown of access is read afresh: a change of one thing shows in several. */
export function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries();
}

/** The answer of a request, or its problem thrown. */
export async function done<T>(request: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  const { data, error } = await request;
  if (error) throw error;
  return data as T;
}

export const usersPage = (query: Record<string, string | undefined>) =>
  done(http.GET('/api/v1/users', { params: { query: { ...query, limit: 200 } } }));
