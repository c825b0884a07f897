import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from './language';
import { ProblemPage } from './problem';
import { words } from './words';

type Query<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown };

/** The data of a query once it is there; until then its progress, or what went wrong. */
export function Loaded<T>({ query, children }: { query: Query<T>; children: (data: T) => ReactNode }) {
  const w = useWords(words);
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemPage error={query.error} retry={() => void query.refetch()} />;
  return (
    <div role="status" aria-label={w.loading} style={{ padding: 24 }}>
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  );
}
