import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { api } from '../api/client';
import { type Flow, plain } from './flow/document';

/** What the service says of a document while it is written: asked again once typing rests. */
export function useCheck(code: string, scene: string | null, flow: Flow, writing: boolean) {
  const text = useMemo(() => JSON.stringify(plain(flow)), [flow]);
  const settled = useSettled(text, writing ? 500 : 0);
  const body = useMemo(
    () => ({ code, scene, document: JSON.parse(settled) as never }),
    [code, scene, settled],
  );
  return api.useQuery(
    'post',
    '/api/v1/policies/check',
    { body },
    { placeholderData: keepPreviousData, gcTime: 10_000 },
  );
}

/** A value once it has not changed for a while. */
function useSettled<T>(value: T, after: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const wait = setTimeout(() => setSettled(value), after);
    return () => clearTimeout(wait);
  }, [value, after]);
  return settled;
}
