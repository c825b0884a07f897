import { CheckCircleOutlined, CloseCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Flex, Spin, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { ProblemAlert } from '../kit/problem';
import type { Flow } from './flow/document';
import { words } from './words';

type Problem = Schemas['PolicyProblem'];
type Check = { data?: Schemas['CheckView']; error: unknown; isFetching: boolean };
type Props = { check: Check; flow: Flow; onOpen: (problem: Problem) => void };

/** Every problem of a document with its place; a click goes there. */
export function ProblemsPanel({ check, flow, onOpen }: Props) {
  const w = useWords(words);
  const { data, error, isFetching } = check;
  return (
    <Flex vertical gap={8} aria-live="polite">
      <ProblemAlert error={error} />
      {isFetching && (
        <Typography.Text type="secondary">
          <Spin size="small" /> {w.checking}
        </Typography.Text>
      )}
      {data?.problems.length === 0 && (
        <Typography.Text>
          <CheckCircleOutlined style={{ color: '#389e0d' }} /> {w.noProblems}
        </Typography.Text>
      )}
      {data?.problems.map((problem, n) => (
        <Row key={n} problem={problem} flow={flow} onOpen={onOpen} />
      ))}
    </Flex>
  );
}

function Row({ problem, flow, onOpen }: { problem: Problem; flow: Flow; onOpen: Props['onOpen'] }) {
  const w = useWords(words);
  const say = useText();
  const name = flow.nodes.find((node) => node.id === problem.node)?.name ?? w.wholeDocument;
  const place = [
    name,
    problem.row == null ? undefined : w.row(problem.row + 1),
    problem.key ?? undefined,
    problem.position == null ? undefined : w.character(problem.position + 1),
  ];
  const icon = problem.warning ? (
    <WarningOutlined aria-label={w.warning} style={{ color: '#fa8c16' }} />
  ) : (
    <CloseCircleOutlined aria-label={w.problem} style={{ color: '#cf1322' }} />
  );
  return (
    <Button
      block
      style={{
        height: 'auto',
        textAlign: 'start',
        whiteSpace: 'normal',
        justifyContent: 'start',
        padding: 8,
      }}
      icon={icon}
      onClick={() => onOpen(problem)}
      disabled={!problem.node}
    >
      <span>
        <Typography.Text type="secondary" style={{ fontSize: 12 }} data-content>
          {place.filter(Boolean).join(' · ')}
        </Typography.Text>
        <br />
        <span data-content>{say(problem.text)}</span>
      </span>
    </Button>
  );
}
