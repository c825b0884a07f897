import { MoonOutlined, SunOutlined, TranslationOutlined } from '@ant-design/icons';
import { Button, Card, Flex, theme, Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';
import mark from '../../frame/mark.svg';
import { words as frameWords } from '../../frame/words';
import { useAppearance } from '../../kit/appearance';
import { useWords } from '../../kit/language';
import { words } from './words';

/** What surrounds a page for who is not signed in yet. */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  const w = useWords(words);
  const f = useWords(frameWords);
  const { token } = theme.useToken();
  const { dark, language, setLanguage, setTheme } = useAppearance();
  useEffect(() => {
    document.title = `${title} · Ballast`;
  }, [title]);
  return (
    <Flex
      vertical
      align="center"
      style={{ minHeight: '100%', padding: '9vh 16px 32px', background: token.colorBgLayout }}
    >
      <Flex gap={4} style={{ position: 'absolute', top: 12, right: 16 }}>
        <Button
          type="text"
          icon={<TranslationOutlined />}
          lang={language === 'zh' ? 'en' : 'zh'}
          data-other-language
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {f.toOther}
        </Button>
        <Button
          type="text"
          icon={dark ? <SunOutlined /> : <MoonOutlined />}
          aria-label={dark ? f.toLight : f.toDark}
          onClick={() => setTheme(dark ? 'light' : 'dark')}
        />
      </Flex>
      <main style={{ width: '100%', maxWidth: 380 }}>
        <Flex vertical align="center" gap={6} style={{ marginBottom: 24, textAlign: 'center' }}>
          <img src={mark} alt="" width={52} height={52} />
          <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }}>
            {f.brand}
          </Typography.Title>
          <Typography.Text type="secondary">{w.slogan}</Typography.Text>
        </Flex>
        <Card title={<h2 style={{ fontSize: 15, margin: 0 }}>{title}</h2>}>{children}</Card>
      </main>
    </Flex>
  );
}
