import { Flex, Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';

type Props = {
  title: ReactNode;
  /** What the browser's tab says; needed when `title` is not plain text. */
  name?: string;
  note?: ReactNode;
  extra?: ReactNode;
  /** Fills the height that is left: for editors and long tables. */
  full?: boolean;
  children: ReactNode;
};

/** One page: its title, what can be done, its content. */
export function Page({ title, name, note, extra, full, children }: Props) {
  const said = name ?? (typeof title === 'string' ? title : undefined);
  useEffect(() => {
    if (said) document.title = `${said} · Ballast`;
  }, [said]);
  return (
    <div className={full ? 'page page-full' : 'page'}>
      <Flex justify="space-between" align="center" gap={16} wrap>
        <div>
          <Typography.Title level={1} className="page-title">
            {title}
          </Typography.Title>
          {note && <Typography.Text type="secondary">{note}</Typography.Text>}
        </div>
        {extra && (
          <Flex gap={8} align="center" wrap>
            {extra}
          </Flex>
        )}
      </Flex>
      {children}
    </div>
  );
}
