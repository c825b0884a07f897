import { api } from '../api/client';
import { useText } from '../kit/language';

/** Titles of scenes in the language in force; the code where a title is not to be had. */
export function useSceneTitles() {
  const say = useText();
  const found = api.useQuery('get', '/api/v1/scenes', {}, { staleTime: 60_000 });
  return {
    scenes: found.data,
    titleOf: (code: string) => say(found.data?.find((scene) => scene.code === code)?.title) || code,
  };
}
