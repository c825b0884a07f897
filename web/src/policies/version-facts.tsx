import { Link } from '@tanstack/react-router';
import { Flex } from 'antd';
import type { Schemas } from '../api/client';
import { useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { words } from './words';

/** Who wrote, submitted and decided on a version, and when. */
export function VersionFacts({ version }: { version: Schemas['PolicyVersionView'] }) {
  const w = useWords(words);
  const facts: [string, string | null | undefined, string | null | undefined][] = [
    [w.created, version.author_name, version.created_at],
    [w.submitted, version.submitter_name, version.submitted_at],
    [w.decided, version.approver_name, version.decided_at],
  ];
  return (
    <Flex gap={16} wrap>
      <Link to="/policies/$code" params={{ code: version.policy }}>
        {w.versions}
      </Link>
      {facts.map(
        ([word, name, at]) =>
          at && (
            <span key={word}>
              {word} <span data-content>{name}</span> <Moment at={at} />
            </span>
          ),
      )}
      {version.comment && <q data-content>{version.comment}</q>}
    </Flex>
  );
}
