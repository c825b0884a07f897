import { SettingOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useWords } from './language';
import { words } from './words';

type Choice = { key: string; title: string; optional?: boolean };

const stored = (name: string): string[] | undefined => {
  const found = localStorage.getItem(`columns.${name}`);
  return found === null ? undefined : found.split(',');
};

/** Which columns a person wants to see of a list; remembered in this browser. */
export function useColumns<C extends Choice>(name: string, columns: C[]) {
  const [kept, setKept] = useState<string[] | undefined>(() => stored(name));
  const chosen = kept ?? columns.filter((c) => !c.optional).map((c) => c.key);
  const toggle = (key: string) => {
    const next = chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key];
    if (!next.length) return;
    localStorage.setItem(`columns.${name}`, next.join(','));
    setKept(next);
  };
  return { shown: columns.filter((c) => chosen.includes(c.key)), chosen, toggle };
}

type Props = { columns: Choice[]; chosen: string[]; toggle: (key: string) => void };

export function ColumnMenu({ columns, chosen, toggle }: Props) {
  const w = useWords(words);
  const [open, setOpen] = useState(false);
  const menu = {
    items: columns.map((c) => ({ key: c.key, label: c.title })),
    selectable: true,
    multiple: true,
    selectedKeys: chosen,
    onClick: ({ key }: { key: string }) => toggle(key),
  };
  return (
    <Dropdown
      menu={menu}
      trigger={['click']}
      open={open}
      onOpenChange={(next, info) => (info.source === 'trigger' || next) && setOpen(next)}
    >
      <Button icon={<SettingOutlined />}>{w.columns}</Button>
    </Dropdown>
  );
}
