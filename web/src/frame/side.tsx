import { Link, useLocation } from '@tanstack/react-router';
import { Flex, Layout, Menu, theme } from 'antd';
import { useState } from 'react';
import { useWords } from '../kit/language';
import mark from './mark.svg';
import { current, type Entry, visible } from './navigation';
import { useMay } from './session';
import { words } from './words';

/** The brand and the navigation. */
export function Side() {
  const w = useWords(words);
  const { token } = theme.useToken();
  const may = useMay();
  const { pathname } = useLocation();
  const [collapsed, setCollapsed] = useState(false);
  const link = (entry: Entry) => <Link to={entry.to as '/'}>{w[entry.word] as string}</Link>;
  const sections = visible(may);
  const items = sections.map((section) =>
    section.entries.length === 0
      ? { key: section.to, icon: section.icon, label: link(section) }
      : {
          key: `section:${section.to}`,
          icon: section.icon,
          label: w[section.word] as string,
          children: section.entries.map((entry) => ({ key: entry.to, label: link(entry) })),
        },
  );
  return (
    <Layout.Sider
      width={196}
      theme="light"
      collapsible
      collapsed={collapsed}
      onCollapse={setCollapsed}
      breakpoint="lg"
      style={{ borderInlineEnd: `1px solid ${token.colorBorderSecondary}`, overflow: 'auto' }}
    >
      <Flex align="center" gap={10} style={{ padding: '12px 18px', height: 52 }}>
        <img src={mark} alt="" width={26} height={26} />
        {!collapsed && <strong style={{ fontSize: 16 }}>{w.brand}</strong>}
      </Flex>
      <nav aria-label={w.navigation}>
        <Menu
          key={sections.length}
          mode="inline"
          theme="light"
          selectedKeys={[current(pathname)]}
          defaultOpenKeys={sections.map((section) => `section:${section.to}`)}
          style={{ borderInlineEnd: 0 }}
          items={items}
        />
      </nav>
    </Layout.Sider>
  );
}
