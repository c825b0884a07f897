import { theme } from 'antd';
import type { CSSProperties, ReactNode } from 'react';

export type Pair = { key: string; name: ReactNode; value: ReactNode };

/** Names and their values, read across. */
export function Pairs({ label, pairs }: { label: string; pairs: Pair[] }) {
  const { token } = theme.useToken();
  return (
    <table
      className="pairs"
      aria-label={label}
      style={{ '--line': token.colorBorderSecondary } as CSSProperties}
    >
      <tbody>
        {pairs.map((pair) => (
          <tr key={pair.key}>
            <th scope="row" style={{ color: token.colorTextSecondary }}>
              {pair.name}
            </th>
            <td>{pair.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
