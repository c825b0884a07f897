import { Col, Input, Row } from 'antd';
import { useWords } from '../kit/language';
import { Entry } from './entry';
import type { FieldsProps } from './fields';
import { words } from './words';

/** What the indicator is: its titles, its code, its unit. */
export function Basics({ draft, problems, fixedCode, onChange }: FieldsProps) {
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
