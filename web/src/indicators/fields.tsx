import { Card, Col, Flex, Form, Input, Radio, Row, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { useText, useWords } from '../kit/language';
import { ConditionField } from './condition-field';
import type { Draft } from './definition';
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

/** A labelled entry with the problems the service found in it. */
export function Entry(props: {
  label: string;
  id: string;
  field: string;
  problems: Problems;
  help?: string;
  children: ReactNode;
}) {
  const say = useText();
  const found = props.problems(props.field);
  const told = found.map((each) => (
    <div key={say(each.problem)} data-content>
      {say(each.problem)}
      {'　'}
      {say(each.remedy)}
    </div>
  ));
  return (
    <Form.Item
      label={props.label}
      htmlFor={props.id}
      validateStatus={found.length ? 'error' : undefined}
      help={found.length ? told : undefined}
      extra={props.help}
    >
      {props.children}
    </Form.Item>
  );
}

function Basics({ draft, problems, fixedCode, onChange }: FieldsProps) {
  const w = useWords(words);
  const text = (id: 'titleZh' | 'titleEn' | 'unitZh' | 'unitEn', placeholder?: string) => (
    <Input
      id={id}
      value={draft[id]}
      placeholder={placeholder}
      onChange={(event) => onChange({ [id]: event.target.value })}
    />
  );
  return (
    <Row gutter={16}>
      <Col xs={24} md={12}>
        <Entry label={w.titleZh} id="titleZh" field="title" problems={problems}>
          {text('titleZh')}
        </Entry>
      </Col>
      <Col xs={24} md={12}>
        <Entry label={w.titleEn} id="titleEn" field="title" problems={() => []}>
          {text('titleEn')}
        </Entry>
      </Col>
      <Col xs={24} md={12}>
        <Entry label={w.code} id="code" field="code" problems={problems} help={w.codeHelp}>
          <Input
            id="code"
            className="code"
            disabled={fixedCode}
            value={draft.code}
            onChange={(event) => onChange({ code: event.target.value })}
          />
        </Entry>
      </Col>
      <Col xs={12} md={6}>
        <Entry label={w.unitZh} id="unitZh" field="unit" problems={problems}>
          {text('unitZh', w.optional)}
        </Entry>
      </Col>
      <Col xs={12} md={6}>
        <Entry label={w.unitEn} id="unitEn" field="unit" problems={() => []}>
          {text('unitEn', w.optional)}
        </Entry>
      </Col>
    </Row>
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
