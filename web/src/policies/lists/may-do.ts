import type { Schemas } from '../../api/client';

type Entry = Pick<Schemas['EntryView'], 'status' | 'requester'>;
type Who = { id: string; may: (permission: string) => boolean };

/** Why somebody may not confirm: their own request, or somebody with the permission has to. */
export type Refusal = 'own' | 'needsApprover';
export type MayDo = {
  /** Present where there is something to confirm; `refusal` says why not by this person. */
  confirm?: { refusal?: Refusal };
  refuse?: true;
  withdraw?: true;
  remove?: true;
};

/** What a person may do with an entry, as the service will decide it. */
export function mayDo(entry: Entry, { id, may }: Who): MayDo {
  const waits = entry.status === 'pending' || entry.status === 'removing';
  if (!waits) return entry.status === 'active' && may('list.write') ? { remove: true } : {};
  const own = entry.requester === id;
  const involved = may('list.write') || may('list.approve');
  if (!involved) return {};
  const refusal = own ? 'own' : may('list.approve') ? undefined : 'needsApprover';
  return {
    confirm: refusal ? { refusal } : {},
    ...(own && may('list.write') ? { withdraw: true as const } : {}),
    ...(!own && may('list.approve') ? { refuse: true as const } : {}),
  };
}
