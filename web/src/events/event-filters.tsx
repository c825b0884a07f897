import { DatePicker, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useWords } from '../kit/language';
import { type EventsSearch, LATENESS } from './routes';
import { useSceneTitles } from './scene-titles';
import { words } from './words';

type Props = {
  search: EventsSearch;
  onSearch: (change: Partial<EventsSearch>) => void;
  onAbout: (value: string) => void;
};

const moment = (at: string | undefined) => (at && dayjs(at).isValid() ? dayjs(at) : null);
const written = (at: Dayjs | null | undefined) => at?.toISOString();

/** What narrows the list of events; all of it is in the address but the value of a subject. */
export function EventFilters({ search, onSearch, onAbout }: Props) {
  const w = useWords(words);
  const { scenes, titleOf } = useSceneTitles();
  return (
    <>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 160 }}
        placeholder={w.allScenes}
        aria-label={w.scene}
        value={search.scene}
        options={scenes?.map((scene) => ({ value: scene.code, label: titleOf(scene.code) }))}
        onChange={(scene) => onSearch({ scene })}
      />
      <DatePicker.RangePicker
        style={{ width: 310 }}
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        allowEmpty={[true, true]}
        placeholder={[w.from, w.to]}
        aria-label={w.period}
        value={[moment(search.since), moment(search.until)]}
        onChange={(range) => onSearch({ since: written(range?.[0]), until: written(range?.[1]) })}
      />
      <Select
        allowClear
        style={{ width: 110 }}
        placeholder={w.anyLateness}
        aria-label={w.anyLateness}
        value={search.lateness}
        options={LATENESS.map((value) => ({ value, label: value === 'late' ? w.late : w.onTime }))}
        onChange={(lateness) => onSearch({ lateness })}
      />
      <Input.Search
        allowClear
        key={search.id ?? ''}
        style={{ width: 170 }}
        placeholder={w.byId}
        aria-label={w.byId}
        defaultValue={search.id}
        onSearch={(id) => onSearch({ id: id.trim() || undefined })}
      />
      <Input.Search
        allowClear
        style={{ width: 190 }}
        placeholder={w.about}
        aria-label={w.aboutName}
        autoComplete="off"
        onSearch={(value) => onAbout(value.trim())}
      />
    </>
  );
}
