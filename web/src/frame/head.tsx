import {
  MoonOutlined,
  SearchOutlined,
  SunOutlined,
  TranslationOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Flex, Input, Layout, theme as antTheme } from 'antd';
import { http } from '../api/client';
import { useWords } from '../kit/language';
import { Bell } from '../workbench/bell';
import { usePreferences } from './preferences';
import { useMe } from './session';
import { words } from './words';

/** Search, notices, language, theme and the person. */
export function Head() {
  const w = useWords(words);
  const { token } = antTheme.useToken();
  const { theme, language, keep } = usePreferences();
  const navigate = useNavigate();
  const dark = theme === 'dark';
  return (
    <Layout.Header
      style={{
        height: 52,
        lineHeight: 'normal',
        padding: '0 20px',
        background: token.colorBgContainer,
        borderBottom: `1px solid ${token.colorBorderSecondary}`,
      }}
    >
      <Flex justify="space-between" align="center" gap={16} style={{ height: '100%' }}>
        <search style={{ flex: 1, maxWidth: 460 }}>
          <Input
            allowClear
            prefix={<SearchOutlined />}
            placeholder={w.search}
            aria-label={w.searchName}
            onPressEnter={(event) =>
              void navigate({
                to: '/search',
                search: { q: event.currentTarget.value.trim() || undefined },
              })
            }
          />
        </search>
        <Flex gap={4} align="center">
          <Button
            type="text"
            icon={<TranslationOutlined />}
            onClick={() => keep({ language: language === 'zh' ? 'en' : 'zh' })}
            lang={language === 'zh' ? 'en' : 'zh'}
            data-other-language
          >
            {w.toOther}
          </Button>
          <Button
            type="text"
            icon={dark ? <SunOutlined /> : <MoonOutlined />}
            onClick={() => keep({ theme: dark ? 'light' : 'dark' })}
            aria-label={dark ? w.toLight : w.toDark}
          />
          <Bell />
          <Account />
        </Flex>
      </Flex>
    </Layout.Header>
  );
}

function Account() {
  const w = useWords(words);
  const me = useMe().data;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const leave = async () => {
    await http.DELETE('/api/v1/sessions/current');
    queries.clear();
    await navigate({ to: '/sign-in' as '/' });
  };
  const items = [
    { key: 'profile', label: w.profile, onClick: () => void navigate({ to: '/profile' as '/' }) },
    { type: 'divider' as const },
    { key: 'leave', label: w.signOut, onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" icon={<UserOutlined />} aria-label={w.account} data-content>
        {me?.name}
      </Button>
    </Dropdown>
  );
}
