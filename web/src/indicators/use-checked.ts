import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { http, type Schemas } from '../api/client';
import { type Definition, definitionOf, type Draft } from './definition';

const PAUSE_MS = 300;
export type Problems = (field: string) => Schemas['DefinitionProblem'][];

/** What the service says of a definition, a moment after the last change; untouched fields are not blamed. */
export function useChecked(definition: Definition, start: Draft) {
  const written = JSON.stringify(definition);
  const settled = useSettled(written);
  const query = useQuery({
    queryKey: ['indicators', 'check', settled],
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const body = { definition: JSON.parse(settled) as Definition };
      const { data, error } = await http.POST('/api/v1/indicators/check', { body });
      if (error) throw error;
      return data;
    },
  });
  const before = definitionOf(start);
  const touched = written !== JSON.stringify(before);
  const blamed = (name: string) =>
    start.code !== '' || JSON.stringify(definition[name]) !== JSON.stringify(before[name]);
  const problems: Problems = (field) =>
    (query.data?.problems ?? []).filter((each) => each.field.split('.')[0] === field && blamed(field));
  return { checked: written === settled ? query.data : undefined, problems, touched };
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
