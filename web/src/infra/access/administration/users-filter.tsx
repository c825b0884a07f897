import { Input, Select } from 'antd';
import { useText, useWords } from '../../../kit/language';
import { useRoles, useScopes } from './data';
import { STATES, type UsersSearch } from './routes';
import { words } from './words';

type Props = { search: UsersSearch; change: (changed: UsersSearch) => void };

/** Part of the name, role, scope, state. */
export function UsersFilter({ search, change }: Props) {
  const w = useWords(words);
  const say = useText();
  const roles = useRoles().data?.roles ?? [];
  const scopes = useScopes().data ?? [];
  return (
    <>
      <Input.Search
        allowClear
        defaultValue={search.name}
        placeholder={w.name}
        aria-label={w.name}
        style={{ width: 200 }}
        onSearch={(name) => change({ name: name || undefined })}
      />
      <Select
        allowClear
        style={{ width: 180 }}
        placeholder={w.anyRole}
        aria-label={w.role}
        value={search.role}
        options={roles.map((role) => ({ value: role.code, label: say(role.title) }))}
        onChange={(role) => change({ role })}
      />
      <Select
        allowClear
        style={{ width: 180 }}
        placeholder={w.anyScope}
        aria-label={w.scope}
        value={search.scope}
        options={scopes.map((scope) => ({ value: scope.code, label: say(scope.title) }))}
        onChange={(scope) => change({ scope })}
      />
      <Select
        allowClear
        style={{ width: 140 }}
        placeholder={w.anyState}
        aria-label={w.state}
        value={search.state}
        options={STATES.map((value) => ({ value, label: w.states[value] }))}
        onChange={(state) => change({ state })}
      />
    </>
  );
}
