import { FilterOutlined } from '@ant-design/icons';
import { Button, Popover, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/client';
import { useText, useWords } from '../kit/language';
import { OUTCOMES } from '../kit/palette';
import { words as kitWords } from '../kit/words';
import { MoreConditions } from './more-conditions';
import type { RecordsSearch } from './routes';
import { words } from './words';

type Props = { search: RecordsSearch; change: (changed: RecordsSearch) => void };

const MORE: (keyof RecordsSearch)[] = [
  'policy',
  'version',
  'reason',
  'rule',
  'subject',
  'event_id',
  'score_min',
  'score_max',
  'since',
  'until',
];

/** The conditions that people change most, and a door to the others. */
export function RecordsFilter({ search, change }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const say = useText();
  const [open, setOpen] = useState(false);
  const scenes = api.useQuery('get', '/api/v1/scenes', {}, { staleTime: 60_000 });
  const on = MORE.filter((name) => search[name] !== undefined).length;
  return (
    <>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        style={{ width: 220 }}
        placeholder={w.allOutcomes}
        aria-label={w.outcome}
        value={search.outcome ?? []}
        options={OUTCOMES.map((value) => ({ value, label: k.outcome[value] }))}
        onChange={(outcome) => change({ outcome: outcome.length ? outcome : undefined })}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 180 }}
        placeholder={w.allScenes}
        aria-label={w.scene}
        value={search.scene}
        options={scenes.data?.map((scene) => ({ value: scene.code, label: say(scene.title) }))}
        onChange={(scene) => change({ scene })}
      />
      <Popover
        trigger="click"
        placement="bottomLeft"
        open={open}
        onOpenChange={setOpen}
        content={
          <MoreConditions
            key={String(open)}
            search={search}
            apply={(changed) => {
              change(changed);
              setOpen(false);
            }}
          />
        }
      >
        <Button icon={<FilterOutlined />} type={on ? 'primary' : 'default'} ghost={on > 0}>
          {on ? w.moreOn(on) : w.more}
        </Button>
      </Popover>
    </>
  );
}
