import { useQueryClient } from '@tanstack/react-query';
import { http, type Schemas } from '../api/client';

export type Version = Schemas['IndicatorVersionView'];
export type Step = 'submit' | 'approve' | 'return';

/** Steps of a version's life; afterwards everything about indicators is read anew. */
export function useDeciding() {
  const queries = useQueryClient();
  const renewed = async <T>(found: { data?: T; error?: unknown }): Promise<T> => {
    if (found.error) throw found.error;
    await Promise.all(
      ['/api/v1/indicators', '/api/v1/indicators/{code}'].map((path) =>
        queries.invalidateQueries({ queryKey: ['get', path] }),
      ),
    );
    return found.data as T;
  };
  return {
    save: async (definition: Record<string, unknown>, number?: number) =>
      renewed(await http.POST('/api/v1/indicators', { body: { definition, number } })),
    submit: async ({ code, number }: { code: string; number: number }) =>
      renewed(
        await http.POST('/api/v1/indicators/{code}/versions/{number}/submit', {
          params: { path: { code, number } },
        }),
      ),
    decide: async (version: Version, step: 'approve' | 'return', comment: string) => {
      const params = { path: { code: version.code, number: version.number } };
      const body = { comment };
      return renewed(
        step === 'approve'
          ? await http.POST('/api/v1/indicators/{code}/versions/{number}/approve', { params, body })
          : await http.POST('/api/v1/indicators/{code}/versions/{number}/return', { params, body }),
      );
    },
    retire: async (code: string, comment: string) =>
      renewed(
        await http.POST('/api/v1/indicators/{code}/retire', {
          params: { path: { code } },
          body: { comment },
        }),
      ),
  };
}
