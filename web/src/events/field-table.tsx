import { Checkbox, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useText, useWords } from '../kit/language';
import { type Column, RecordTable } from '../kit/record-table';
import type { FieldRow } from './field-rows';
import { FieldValue } from './field-value';
import { SensitivityTag } from './sensitivity-tag';
import { words } from './words';

/** The fields of an event in words. */
export function FieldTable({ rows, name }: { rows: FieldRow[]; name: string }) {
  const w = useWords(words);
  const say = useText();
  const [all, setAll] = useState(false);
  const columns: Column<FieldRow>[] = [
    {
      key: 'title',
      title: w.field,
      width: 240,
      value: (row) => say(row.title) || row.name,
      render: (row) => <Name row={row} />,
    },
    {
      key: 'value',
      title: w.value,
      width: 320,
      value: (row) => (typeof row.value === 'object' ? JSON.stringify(row.value) : (row.value as string)),
      render: (row) => <FieldValue row={row} />,
    },
    {
      key: 'class',
      title: w.class,
      width: 80,
      value: (row) => row.level,
      render: (row) => (row.level ? <SensitivityTag level={row.level} /> : '—'),
    },
    {
      key: 'type',
      title: w.fieldType,
      width: 90,
      value: (row) => row.type && w.type[row.type as keyof typeof w.type],
    },
    {
      key: 'code',
      title: w.code,
      width: 200,
      value: (row) => row.name,
      render: (row) => (
        <span className="code" data-content>
          {row.name}
        </span>
      ),
    },
  ];
  return (
    <RecordTable
      name={name}
      label={w.fields}
      columns={columns}
      rows={rows.filter((row) => all || row.sent)}
      rowKey={(row) => row.name}
      filters={
        <Checkbox checked={!all} onChange={(event) => setAll(!event.target.checked)}>
          {w.onlyFilled}
        </Checkbox>
      }
    />
  );
}

function Name({ row }: { row: FieldRow }) {
  const w = useWords(words);
  const say = useText();
  return (
    <Flex vertical style={row.of ? { paddingInlineStart: 16 } : undefined}>
      <Flex gap={6} align="center" wrap>
        <span data-content>{say(row.title) || row.name}</span>
        {row.unknown && <Tag color="warning">{w.unknown}</Tag>}
      </Flex>
      {row.of && <Typography.Text type="secondary">{w.derivedOf(say(row.of.title))}</Typography.Text>}
    </Flex>
  );
}
