import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { api, isProblem, type Schemas } from '../../api/client';
import { useText, useWords } from '../../kit/language';
import { words as kitWords } from '../../kit/words';
import { words } from './words';

/** Running, cancelling and retrying; every list of jobs is fresh afterwards. */
export function useRun() {
  const w = useWords(words);
  const k = useWords(kitWords);
  const say = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const fresh = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => /\/(jobs|lake)/.test(String(queryKey[1])) });
  const told = {
    onError: (error: unknown) => void message.error(isProblem(error) ? error.detail : k.unreachable),
    onSettled: fresh,
  };
  const run = api.useMutation('post', '/api/v1/jobs/{code}/run', {
    ...told,
    onSuccess: (queued: Schemas['RunView']) => void message.success(w.queued(say(queued.title))),
  });
  const cancel = api.useMutation('post', '/api/v1/jobs/runs/{run}/cancel', told);
  const retry = api.useMutation('post', '/api/v1/jobs/runs/{run}/retry', told);
  return {
    busy: run.isPending || cancel.isPending || retry.isPending,
    run: (code: string) => run.mutate({ params: { path: { code } } }),
    cancel: (id: string) => cancel.mutate({ params: { path: { run: id } } }),
    retry: (id: string) => retry.mutate({ params: { path: { run: id } } }),
  };
}
