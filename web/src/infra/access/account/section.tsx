import { Card } from 'antd';
import type { ReactNode } from 'react';

type Props = { title: string; extra?: ReactNode; children: ReactNode };

/** One part of the account page. */
export function Section({ title, extra, children }: Props) {
  return (
    <Card title={<h2 style={{ fontSize: 15, margin: 0 }}>{title}</h2>} size="small" extra={extra}>
      {children}
    </Card>
  );
}
