import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { useWords } from '../../kit/language';
import { words } from '../words';

type Props = {
  name: string;
  confirm: string;
  first: boolean;
  last: boolean;
  onMove: (by: number) => void;
  onRemove: () => void;
};

/** Moves a member of a list up or down, or removes it. */
export function MemberTools({ name, confirm, first, last, onMove, onRemove }: Props) {
  const w = useWords(words);
  const tool = { type: 'text', size: 'small' } as const;
  return (
    <span>
      <Button
        {...tool}
        icon={<ArrowUpOutlined />}
        aria-label={`${w.moveUp} ${name}`}
        disabled={first}
        onClick={() => onMove(-1)}
      />
      <Button
        {...tool}
        icon={<ArrowDownOutlined />}
        aria-label={`${w.moveDown} ${name}`}
        disabled={last}
        onClick={() => onMove(1)}
      />
      <Popconfirm title={confirm} okText={w.remove} onConfirm={onRemove}>
        <Button {...tool} danger icon={<DeleteOutlined />} aria-label={`${w.remove} ${name}`} />
      </Popconfirm>
    </span>
  );
}
