import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import { useMay, useMe } from '../../frame/session';
import { useWords } from '../../kit/language';
import { words } from './words';

/** Who did something: oneself in words, others by name, linked where the person may look them up. */
export function Person({ id, name }: { id: string | null; name: string | null }) {
  const w = useWords(words);
  const may = useMay();
  const me = useMe().data;
  if (!id) return <span>—</span>;
  if (id === me?.id) return <strong>{w.me}</strong>;
  const said = <Typography.Text data-content>{name ?? id}</Typography.Text>;
  if (!id.startsWith('usr_') || !may('user.read')) return said;
  return <Link to={`/system/users/${id}` as '/'}>{said}</Link>;
}
