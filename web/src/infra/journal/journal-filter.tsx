import { DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useWords } from '../../kit/language';
import type { JournalSearch } from './routes';
import { words } from './words';

type Props = { search: JournalSearch; change: (changed: JournalSearch) => void };

const DAY = (text: string | undefined): Dayjs | null => (text ? dayjs(text) : null);

/** Who, what, to what, when, and any text. */
export function JournalFilter({ search, change }: Props) {
  const w = useWords(words);
  const box = (key: 'actor' | 'action' | 'subject' | 'text', placeholder: string, label: string) => (
    <Input.Search
      key={`${key}${search[key] ?? ''}`}
      allowClear
      defaultValue={search[key]}
      placeholder={placeholder}
      aria-label={label}
      style={{ width: 205 }}
      onSearch={(value) => change({ [key]: value.trim() || undefined })}
    />
  );
  const day = (key: 'since' | 'until', label: string) => (
    <DatePicker
      showTime={{ format: 'HH:mm' }}
      value={DAY(search[key])}
      placeholder={label}
      aria-label={label}
      style={{ width: 160 }}
      onChange={(value) => change({ [key]: value ? value.toISOString() : undefined })}
    />
  );
  return (
    <Form component={false}>
      {box('actor', w.actorHelp, w.actor)}
      {box('action', w.actionHelp, w.action)}
      {box('subject', w.subjectHelp, w.subject)}
      {box('text', w.text, w.text)}
      {day('since', w.from)}
      {day('until', w.until)}
    </Form>
  );
}
