import { Link } from '@tanstack/react-router';
import { Badge } from 'antd';
import type { Schemas } from '../../api/client';
import { SensitivityTag } from '../../events/sensitivity-tag';
import { words as eventWords } from '../../events/words';
import { useText, useWords } from '../../kit/language';
import type { Column } from '../../kit/record-table';
import { ColourTag } from './list-tags';
import { words } from './words';

type Row = Schemas['ListView'];

/** How many entries of a list wait for a second person. */
export const waiting = (row: Row) => row.counts.pending + row.counts.removing;

/** The columns of the lists. */
export function useListColumns(): Column<Row>[] {
  const w = useWords(words);
  const e = useWords(eventWords);
  const say = useText();
  const kindOf = (row: Row) => e.kind[row.kind as keyof typeof e.kind] ?? row.kind;
  const subjectOf = (row: Row) => row.subject && e.subject[row.subject as keyof typeof e.subject];
  return [
    {
      key: 'title',
      title: w.name,
      width: 200,
      value: (row) => say(row.title),
      render: (row) => (
        <Link to="/lists/$code" params={{ code: row.code }} data-content>
          {say(row.title)}
        </Link>
      ),
    },
    {
      key: 'code',
      title: w.code,
      width: 150,
      value: (row) => row.code,
      render: (row) => <span className="code">{row.code}</span>,
    },
    {
      key: 'colour',
      title: w.colourTitle,
      width: 100,
      value: (row) => w.colour[row.colour],
      render: (row) => <ColourTag colour={row.colour} />,
    },
    { key: 'kind', title: w.kind, width: 120, value: kindOf },
    { key: 'subject', title: w.subject, width: 100, value: subjectOf, optional: true },
    {
      key: 'class',
      title: w.class,
      width: 80,
      value: (row) => row.sensitivity,
      render: (row) => <SensitivityTag level={row.sensitivity} />,
    },
    {
      key: 'two',
      title: w.twoPerson,
      width: 110,
      value: (row) => (row.two_person ? w.twoPerson : w.onePerson),
    },
    {
      key: 'active',
      title: w.counts,
      width: 90,
      align: 'right',
      value: (row) => row.counts.active + row.counts.removing,
    },
    {
      key: 'waiting',
      title: w.waiting,
      width: 100,
      align: 'right',
      value: waiting,
      render: (row) =>
        waiting(row) ? (
          <Link to="/lists/$code" params={{ code: row.code }} search={{ standing: ['pending', 'removing'] }}>
            <Badge status="warning" text={waiting(row)} />
          </Link>
        ) : (
          0
        ),
    },
    {
      key: 'expiring',
      title: w.expiring,
      width: 120,
      align: 'right',
      value: (row) => row.counts.expiring,
      render: (row) =>
        row.counts.expiring ? (
          <Link to="/lists/$code" params={{ code: row.code }} search={{ expiring: 7 }}>
            {row.counts.expiring}
          </Link>
        ) : (
          0
        ),
    },
    { key: 'expired', title: w.expired, width: 90, align: 'right', value: (row) => row.counts.expired },
  ];
}
