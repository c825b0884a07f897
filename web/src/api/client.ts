import createFetch, { type Middleware } from 'openapi-fetch';
import createQuery from 'openapi-react-query';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** What an error of the API looks like (RFC 9457); `code` is stable, the sentences follow the language. */
export type Problem = {
  status: number;
  code: string;
  title: string;
  detail: string;
  [more: string]: unknown;
};

export const isProblem = (error: unknown): error is Problem =>
  typeof error === 'object' && error !== null && 'code' in error && 'detail' in error;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
let csrf = '';

/** Requests that change something carry this token beside the cookie. */
export const setCsrf = (token: string) => {
  csrf = token;
};

const ours: Middleware = {
  onRequest({ request }) {
    request.headers.set('accept-language', document.documentElement.lang);
    if (!SAFE.has(request.method) && csrf) request.headers.set('x-csrf-token', csrf);
    return request;
  },
};

export const http = createFetch<paths>({
  baseUrl: globalThis.location?.origin ?? '/',
  credentials: 'same-origin',
  fetch: (request: Request) => globalThis.fetch(request),
});
http.use(ours);

/** Typed queries and mutations over the API: `api.useQuery('get', '/api/v1/…')`. */
export const api = createQuery(http);

/** How lists are paged: `api.useInfiniteQuery('get', path, { params }, byCursor)`. */
export const byCursor = {
  pageParamName: 'cursor',
  // The library reads `undefined` as 0; null is left out of the address.
  initialPageParam: null,
  getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
};
