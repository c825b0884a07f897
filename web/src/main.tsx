import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { isProblem } from './api/client';
import { AppearanceProvider } from './kit/appearance';
import './kit/console.css';
import { router } from './router';

const refused = (error: unknown) => isProblem(error) && error.status < 500;

const queries = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended elsewhere shows at the next answer: ask again who is signed in.
    onError: (error, query) => {
      if (isProblem(error) && error.status === 401 && query.queryKey[1] !== '/api/v1/me')
        void queries.invalidateQueries({ queryKey: ['get', '/api/v1/me'] });
    },
  }),
  defaultOptions: { queries: { staleTime: 10_000, retry: (count, error) => !refused(error) && count < 2 } },
});

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={queries}>
    <AppearanceProvider>
      <RouterProvider router={router} />
    </AppearanceProvider>
  </QueryClientProvider>,
);
