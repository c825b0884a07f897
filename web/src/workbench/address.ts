import type { Schemas } from '../api/client';

type Item = Pick<Schemas['WorkItem'], 'kind' | 'code' | 'number' | 'id'>;

/** Where in the console something that waits is dealt with. */
export function addressOf(item: Item): string {
  const code = encodeURIComponent(item.code);
  switch (item.kind) {
    case 'policy_version':
    case 'policy':
      return item.number ? `/policies/${code}/versions/${item.number}` : `/policies/${code}`;
    case 'indicator_version':
    case 'indicator':
      return `/indicators/${code}`;
    case 'list_entry':
      return `/lists/${code}?entry=${encodeURIComponent(item.id ?? '')}`;
    case 'list':
      return `/lists/${code}`;
    case 'scene':
      return `/scenes/${code}`;
    default:
      return `/system/jobs?code=${code}&state=failed`;
  }
}
