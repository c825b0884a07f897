import { CheckOutlined } from '@ant-design/icons';
import { Flex, Table, Tag, Tooltip, Typography } from 'antd';
import type { Schemas } from '../../../api/client';
import { useLanguage, useText, useWords } from '../../../kit/language';
import type { Permission, Role } from './data';
import { words } from './words';

/** Which role holds which permission; what a scope would do to it stands beside. */
export function Matrix({ catalogue }: { catalogue: Schemas['RolesView'] }) {
  const w = useWords(words);
  const say = useText();
  // A word of a title is never broken.
  const width = useLanguage() === 'zh' ? 92 : 112;
  const mark = (role: Role, permission: Permission) =>
    role.permissions.includes(permission.code) ? (
      <CheckOutlined aria-label={w.holds(say(role.title))} />
    ) : null;
  const columns = [
    {
      key: 'permission',
      title: w.permission,
      fixed: 'left' as const,
      width: 270,
      render: (_: unknown, row: Permission) => (
        <Flex vertical>
          <span>
            {say(row.title)}
            {row.people_only && <Typography.Text type="secondary"> · {w.peopleOnly}</Typography.Text>}
          </span>
          <Typography.Text type="secondary" data-content style={{ fontSize: 12 }}>
            {row.code}
          </Typography.Text>
        </Flex>
      ),
    },
    {
      key: 'reach',
      title: w.scope,
      width: 100,
      render: (_: unknown, row: Permission) => (
        <Tooltip title={w.reachHelp[row.reach]}>
          <Tag tabIndex={0}>{w.reach[row.reach]}</Tag>
        </Tooltip>
      ),
    },
    ...catalogue.roles.map((role) => ({
      key: role.code,
      title: say(role.title),
      width,
      align: 'center' as const,
      render: (_: unknown, row: Permission) => mark(role, row),
    })),
  ];
  return (
    <Table<Permission>
      size="small"
      rowKey="code"
      dataSource={catalogue.permissions}
      columns={columns}
      pagination={false}
      scroll={{ x: 370 + width * catalogue.roles.length, y: 600 }}
    />
  );
}
