import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../kit/language';
import type { Problems } from './use-checked';

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
