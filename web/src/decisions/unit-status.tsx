import {
  CheckCircleFilled,
  CloseCircleFilled,
  FunctionOutlined,
  MinusCircleOutlined,
  QuestionCircleFilled,
  StopOutlined,
} from '@ant-design/icons';
import { Flex, theme } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../kit/language';
import { pageWords } from './page-words';

/** What became of a rule, as a sign and in words. */
export function UnitStatus({ status }: { status: string }) {
  const w = useWords(pageWords);
  const { token } = theme.useToken();
  const looks: Record<string, [ReactNode, string]> = {
    hit: [<CheckCircleFilled key="i" />, token.colorPrimary],
    missed: [<MinusCircleOutlined key="i" />, token.colorTextTertiary],
    unknown: [<QuestionCircleFilled key="i" />, token.colorWarning],
    failed: [<CloseCircleFilled key="i" />, token.colorError],
    done: [<FunctionOutlined key="i" />, token.colorTextTertiary],
    skipped: [<StopOutlined key="i" />, token.colorTextTertiary],
  };
  const [icon, colour] = looks[status] ?? [null, token.colorText];
  const short: Record<string, string> = { ...w.status, ...w.statusShort };
  return (
    <Flex gap={6} align="baseline" style={{ color: colour, whiteSpace: 'nowrap' }} title={w.status[status]}>
      {icon}
      {short[status] ?? status}
    </Flex>
  );
}
