import { Card, Col, Flex, Radio, Row, Select } from 'antd';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { Basics } from './basics';
import { ConditionField } from './condition-field';
import type { Draft } from './definition';
import { Entry } from './entry';
import type { Problems } from './use-checked';
import { WindowPicker } from './window-picker';
import { words } from './words';

export type FieldsProps = {
  draft: Draft;
  offers: Schemas['Offers'];
  fixedCode: boolean;
  problems: Problems;
  onChange: (change: Partial<Draft>) => void;
};

/** The entries of a definition, in three steps: what it is, what it counts, over which time. */
export function Fields(props: FieldsProps) {
  const w = useWords(words);
  return (
    <Flex vertical gap={16} style={{ marginBottom: 16 }}>
      <Card size="small" title={w.basics}>
        <Basics {...props} />
      </Card>
      <Card size="small" title={w.counting}>
        <Counting {...props} />
      </Card>
      <Card size="small" title={w.span}>
        <WindowPicker {...props} />
      </Card>
    </Flex>
  );
}

function Counting({ draft, offers, problems, onChange }: FieldsProps) {
  const w = useWords(words);
  const say = useText();
  const scene = offers.scenes.find((each) => each.code === draft.scene);
  const takes = offers.aggregates.find((each) => each.code === draft.aggregate)?.of ?? 'none';
  const options = (scene?.fields ?? []).map((field) => ({
    value: field.name,
    label: `${say(field.title)} · ${field.name}${field.protected ? ` · ${w.protectedField}` : ''}`,
    number: field.type === 'number' && !field.protected,
  }));
  return (
    <>
      <Entry label={w.scene} id="scene" field="scene" problems={problems} help={w.sceneHelp}>
        <Select
          id="scene"
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.scene}
          options={offers.scenes.map((each) => ({
            value: each.code,
            label: `${say(each.title)} · ${each.code}`,
          }))}
          onChange={(code) => onChange({ scene: code, key: [], of: undefined, where: '' })}
        />
      </Entry>
      <Entry label={w.key} id="key" field="key" problems={problems} help={w.keyHelp}>
        <Select
          id="key"
          mode="multiple"
          disabled={!scene}
          value={draft.key}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(key) => onChange({ key })}
        />
      </Entry>
      <Row gutter={16}>
        <Col xs={24} md={10}>
          <Entry label={w.aggregate} id="aggregate" field="aggregate" problems={problems}>
            <Select
              id="aggregate"
              value={draft.aggregate}
              options={offers.aggregates.map((each) => ({ value: each.code, label: say(each.title) }))}
              onChange={(aggregate) => onChange({ aggregate })}
            />
          </Entry>
        </Col>
        {takes !== 'none' && (
          <Col xs={24} md={14}>
            <Entry label={w.of} id="of" field="of" problems={problems}>
              <Select
                id="of"
                allowClear={takes === 'optional'}
                disabled={!scene}
                placeholder={takes === 'optional' ? w.optional : undefined}
                value={draft.of}
                options={takes === 'number' ? options.filter((each) => each.number) : options}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(of) => onChange({ of })}
              />
            </Entry>
          </Col>
        )}
      </Row>
      <ConditionField draft={draft} fields={scene?.fields ?? []} problems={problems} onChange={onChange} />
      {draft.aggregate !== 'time_since_last' && (
        <Entry label={w.current} id="current" field="current" problems={problems}>
          <Radio.Group
            id="current"
            value={draft.current ?? 'included'}
            options={(['included', 'excluded'] as const).map((value) => ({
              value,
              label: w.currents[value],
            }))}
            onChange={(event) => onChange({ current: event.target.value as Draft['current'] })}
          />
        </Entry>
      )}
    </>
  );
}
