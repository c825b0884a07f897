import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { http, isProblem } from '../api/client';
import { useWords } from '../kit/language';
import { words as kitWords } from '../kit/words';
import type { Flow } from './flow/document';

/** Saves a document as a draft; problems do not keep it from being saved, only from being submitted. */
export function useSaveDraft(code: string) {
  const queries = useQueryClient();
  const fail = useFailure();
  return async (document: Flow, number?: number): Promise<number | undefined> => {
    const { data, error } = await http.POST('/api/v1/policies/{code}/versions', {
      params: { path: { code } },
      body: { document: document as never, number: number ?? null, allow_problems: true },
    });
    if (error) fail(error);
    if (data) await queries.invalidateQueries({ queryKey: ['get', '/api/v1/policies'] });
    if (data) await queries.invalidateQueries({ queryKey: ['get', '/api/v1/policies/{code}'] });
    return data?.version.number;
  };
}

/** Starts a new draft from any version. */
export function useDraftFrom(code: string) {
  const save = useSaveDraft(code);
  const fail = useFailure();
  return async (number: number) => {
    const { data, error } = await http.GET('/api/v1/policies/{code}/versions/{number}', {
      params: { path: { code, number } },
    });
    if (error) fail(error);
    return data && save(data.document as Flow);
  };
}

/** Says what went wrong where there is no place for it on the page. */
export function useFailure() {
  const { message } = App.useApp();
  const k = useWords(kitWords);
  return (error: unknown) => void message.error(isProblem(error) ? error.detail : k.unreachableHelp, 8);
}
