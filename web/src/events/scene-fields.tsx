import { Flex, Input, Select, Tag } from 'antd';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { type Column, RecordTable } from '../kit/record-table';
import { CLASSES, sceneRoute } from './routes';
import { SensitivityTag } from './sensitivity-tag';
import { words } from './words';

type Field = Schemas['FieldView'];

/** What may be sent to a scene: each field with its type, class, subject and allowed values. */
export function SceneFields({ fields }: { fields: Field[] }) {
  const w = useWords(words);
  const say = useText();
  const search = sceneRoute.useSearch();
  const navigate = sceneRoute.useNavigate();
  const wanted = (field: Field) =>
    `${field.name} ${field.title.zh} ${field.title.en}`
      .toLowerCase()
      .includes((search.q ?? '').toLowerCase()) &&
    (!search.class || field.sensitivity === search.class);
  const columns: Column<Field>[] = [
    {
      key: 'name',
      title: w.code,
      width: 190,
      value: (row) => row.name,
      render: (row) => (
        <Flex gap={6} align="baseline" wrap>
          <span className="code">{row.name}</span>
          {row.required && <Tag style={{ marginInlineEnd: 0 }}>{w.required}</Tag>}
        </Flex>
      ),
    },
    {
      key: 'title',
      title: w.name,
      width: 190,
      value: (row) => say(row.title),
      render: (row) => <span data-content>{say(row.title)}</span>,
    },
    { key: 'type', title: w.fieldType, width: 90, value: (row) => w.type[row.type as keyof typeof w.type] },
    {
      key: 'class',
      title: w.class,
      width: 70,
      value: (row) => row.sensitivity,
      render: (row) => <SensitivityTag level={row.sensitivity} />,
    },
    { key: 'kind', title: w.kindOf, width: 120, value: (row) => w.kind[row.kind as keyof typeof w.kind] },
    {
      key: 'subject',
      title: w.subjectOf,
      width: 100,
      value: (row) => row.subject && w.subject[row.subject as keyof typeof w.subject],
    },
    {
      key: 'values',
      title: w.values,
      width: 320,
      value: (row) => row.values.join(' '),
      render: (row) =>
        row.values.length ? (
          <Flex gap={4} wrap data-content>
            {row.values.map((value) => (
              <Tag key={value} className="code" style={{ marginInlineEnd: 0 }}>
                {value}
              </Tag>
            ))}
          </Flex>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <RecordTable
      name="scene-fields"
      label={w.fields}
      columns={columns}
      rows={fields.filter(wanted)}
      rowKey={(row) => row.name}
      clear={
        search.q || search.class
          ? () => void navigate({ search: { tab: search.tab }, replace: true })
          : undefined
      }
      filters={
        <>
          <Input.Search
            allowClear
            key={search.q ?? ''}
            style={{ width: 220 }}
            placeholder={w.searchField}
            aria-label={w.searchField}
            defaultValue={search.q}
            onSearch={(q) =>
              void navigate({ search: (old) => ({ ...old, q: q || undefined }), replace: true })
            }
          />
          <Select
            allowClear
            style={{ width: 130 }}
            placeholder={w.anyClass}
            aria-label={w.class}
            value={search.class}
            options={CLASSES.map((value) => ({ value, label: value }))}
            onChange={(level) =>
              void navigate({ search: (old) => ({ ...old, class: level }), replace: true })
            }
          />
        </>
      }
    />
  );
}
