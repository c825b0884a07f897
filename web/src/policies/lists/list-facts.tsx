import { Flex, Tag, Tooltip } from 'antd';
import type { Schemas } from '../../api/client';
import { SensitivityTag } from '../../events/sensitivity-tag';
import { words as eventWords } from '../../events/words';
import { useWords } from '../../kit/language';
import { ColourTag } from './list-tags';
import { words } from './words';

/** What a list is: its colour, what values it holds, and who may change it. */
export function ListFacts({ list }: { list: Schemas['ListView'] }) {
  const w = useWords(words);
  const e = useWords(eventWords);
  return (
    <Flex gap={10} wrap align="center">
      <span className="code" data-content>
        {list.code}
      </span>
      <ColourTag colour={list.colour} />
      <span>{e.kind[list.kind as keyof typeof e.kind] ?? list.kind}</span>
      <SensitivityTag level={list.sensitivity} />
      {list.two_person && (
        <Tooltip title={w.twoPersonNote}>
          <Tag tabIndex={0} style={{ marginInlineEnd: 0 }}>
            {w.twoPerson}
          </Tag>
        </Tooltip>
      )}
    </Flex>
  );
}
