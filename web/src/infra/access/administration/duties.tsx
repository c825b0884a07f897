import { Link } from '@tanstack/react-router';
import { Flex, Table, Tag, Typography } from 'antd';
import { useText, useWords } from '../../../kit/language';
import { Moment } from '../../../kit/moment';
import { type Role, useScopes } from './data';
import { words } from './words';

/** Who holds each role, and which roles one person may not hold together. */
export function Duties({ roles }: { roles: Role[] }) {
  const w = useWords(words);
  const say = useText();
  const scopes = new Map(useScopes().data?.map((scope) => [scope.code, say(scope.title)]));
  const titles = new Map(roles.map((role) => [role.code, say(role.title)]));
  const columns = [
    { key: 'role', title: w.role, width: 180, render: (_: unknown, row: Role) => say(row.title) },
    {
      key: 'holders',
      title: w.holders,
      render: (_: unknown, row: Role) =>
        row.holders.length ? (
          <Flex gap={8} wrap>
            {row.holders.map((each) => (
              <Tag key={`${each.id}${each.scope}`}>
                <Link to="/system/users/$id" params={{ id: each.id }} data-content>
                  {each.name}
                </Link>
                {each.scope && ` · ${scopes.get(each.scope) ?? each.scope}`}
                {each.expires_at && (
                  <>
                    {` · ${w.ends} `}
                    <Moment at={each.expires_at} />
                  </>
                )}
              </Tag>
            ))}
          </Flex>
        ) : (
          <Typography.Text type="secondary">{w.nobody}</Typography.Text>
        ),
    },
    {
      key: 'excludes',
      title: w.excludes,
      width: 320,
      render: (_: unknown, row: Role) => row.excludes.map((code) => titles.get(code)).join(' · ') || '—',
    },
  ];
  return (
    <Table<Role>
      size="small"
      rowKey="code"
      dataSource={roles}
      columns={columns}
      pagination={false}
      scroll={{ x: 800 }}
    />
  );
}
