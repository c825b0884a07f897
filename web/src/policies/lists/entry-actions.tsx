import { App, Button, Flex, Tooltip } from 'antd';
import { useMay, useMe } from '../../frame/session';
import { useWords } from '../../kit/language';
import { ProblemAlert } from '../../kit/problem';
import { words as kitWords } from '../../kit/words';
import { type Change, changeEntry, useRefresh } from './changes';
import type { Entry } from './entries-data';
import { mayDo } from './may-do';
import { words } from './words';

type Props = { entry: Entry; twoPerson: boolean };

/** What this person may do with an entry; what another has to do is disabled and says so. */
export function EntryActions({ entry, twoPerson }: Props) {
  const w = useWords(words);
  const k = useWords(kitWords);
  const may = useMay();
  const me = useMe().data;
  const refresh = useRefresh();
  const { message, modal } = App.useApp();
  const can = mayDo(entry, { id: me?.id ?? '', may });
  const change = async (what: Change, done: string) => {
    try {
      await changeEntry(what, entry.list, entry.id);
      void message.success(done);
    } catch (error) {
      modal.error({ title: k.failed, content: <ProblemAlert error={error} />, okText: k.close });
    }
    await refresh();
  };
  const remove = () =>
    modal.confirm({
      title: w.removeTitle,
      content: (
        <Flex vertical gap={8}>
          <span className="code" data-content>
            {entry.value}
          </span>
          <span>{twoPerson ? w.removeWaits : w.removeNow}</span>
        </Flex>
      ),
      okText: w.remove,
      okButtonProps: { danger: true },
      cancelText: k.cancel,
      onOk: () => change('remove', twoPerson ? w.removedWaits : w.removed),
    });
  return (
    <Flex gap={6} wrap>
      {can.confirm && (
        <Tooltip title={can.confirm.refusal && w[can.confirm.refusal]}>
          <Button
            size="small"
            disabled={!!can.confirm.refusal}
            onClick={() => void change('confirm', w.confirmed)}
          >
            {w.confirm}
          </Button>
        </Tooltip>
      )}
      {can.refuse && (
        <Button size="small" onClick={() => void change('refuse', w.refusedDone)}>
          {w.refuse}
        </Button>
      )}
      {can.withdraw && (
        <Button size="small" onClick={() => void change('refuse', w.refusedDone)}>
          {w.withdraw}
        </Button>
      )}
      {can.remove && (
        <Button size="small" danger onClick={remove}>
          {w.remove}
        </Button>
      )}
    </Flex>
  );
}
