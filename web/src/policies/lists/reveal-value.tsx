import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { App, Button, Flex, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { http, type Schemas } from '../../api/client';
import { useMay } from '../../frame/session';
import { useWords } from '../../kit/language';
import { ProblemAlert } from '../../kit/problem';
import { words as kitWords } from '../../kit/words';
import { clearNeeds } from './clear-values';
import type { Entry } from './entries-data';
import { words } from './words';

/** The value of an entry; a protected one is masked until it is revealed, and forgotten on leaving. */
export function RevealValue({ list, entry }: { list: Schemas['ListView']; entry: Entry }) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const may = useMay();
  const { modal } = App.useApp();
  const [clear, setClear] = useState<string>();
  const needs = clearNeeds(list);
  const reveal = async () => {
    const { data, error } = await http.POST('/api/v1/lists/{code}/entries/{entry}/reveal', {
      params: { path: { code: list.code, entry: entry.id } },
    });
    if (data) setClear(data.value);
    else modal.error({ title: k.failed, content: <ProblemAlert error={error} />, okText: k.close });
  };
  const ask = () =>
    modal.confirm({
      title: w.revealTitle,
      content: w.revealNote,
      okText: w.reveal,
      cancelText: k.cancel,
      onOk: reveal,
    });
  const refused = needs && !may(needs) ? w.noReveal(list.sensitivity) : undefined;
  return (
    <Flex vertical gap={4} align="start">
      <Flex gap={8} align="center" wrap>
        <span className="code" data-content style={{ overflowWrap: 'anywhere' }}>
          {clear ?? entry.value}
        </span>
        {needs && clear === undefined && (
          <Tooltip title={refused}>
            <Button size="small" icon={<EyeOutlined />} disabled={!!refused} onClick={ask}>
              {w.reveal}
            </Button>
          </Tooltip>
        )}
        {clear !== undefined && (
          <Button size="small" icon={<EyeInvisibleOutlined />} onClick={() => setClear(undefined)}>
            {k.close}
          </Button>
        )}
      </Flex>
      {clear !== undefined && <Typography.Text type="warning">{w.revealed}</Typography.Text>}
    </Flex>
  );
}
