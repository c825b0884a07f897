import { Flex, Tag } from 'antd';
import { useText, useWords } from '../../../kit/language';
import { INK, LEVEL } from '../../../kit/palette';
import type { Grant, User } from './data';
import { words } from './words';

/** Whether somebody is active. */
export function StateTag({ state }: { state: User['state'] }) {
  const w = useWords(words);
  if (state === 'disabled') return <Tag>{w.states.disabled}</Tag>;
  return (
    <Tag color={LEVEL.green} variant="solid" style={{ color: INK.green }}>
      {w.states.active}
    </Tag>
  );
}

/** What one grant is called: the role, and where it holds. */
export function useGrantName() {
  const say = useText();
  const w = useWords(words);
  return (grant: Grant) =>
    grant.scope ? w.inScope(say(grant.title), say(grant.scope_title) || grant.scope) : say(grant.title);
}

/** The grants of somebody, those that ended in grey. */
export function GrantTags({ grants }: { grants: Grant[] }) {
  const nameOf = useGrantName();
  const w = useWords(words);
  return (
    <Flex gap={4} wrap>
      {grants.map((grant) => (
        <Tag key={`${grant.role}@${grant.scope}`} style={{ opacity: grant.in_force ? 1 : 0.75 }}>
          {nameOf(grant)}
          {!grant.in_force && ` (${w.ended})`}
        </Tag>
      ))}
    </Flex>
  );
}
