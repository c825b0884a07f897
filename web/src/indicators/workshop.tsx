import { useNavigate } from '@tanstack/react-router';
import { App, Button, Col, Flex, Form, Row } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { useWords } from '../kit/language';
import { ProblemAlert } from '../kit/problem';
import { useDeciding } from './deciding';
import { type Definition, definitionOf, type Draft } from './definition';
import { Fields } from './fields';
import { Preview } from './preview';
import { useChecked } from './use-checked';
import { words } from './words';

type Props = {
  offers: Schemas['Offers'];
  start: Draft;
  rest: Definition;
  number?: number;
  revising?: boolean;
};

/** The form on the left, what it makes on the right: checked by the service as one types. */
export function Workshop({ offers, start, rest, number, revising }: Props) {
  const w = useWords(words);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { save, submit } = useDeciding();
  const [draft, setDraft] = useState(start);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const definition = definitionOf(draft, rest);
  const { checked, problems, touched } = useChecked(definition, start);
  const sound = checked !== undefined && checked.problems.length === 0;
  const store = async (send: boolean) => {
    setBusy(true);
    setError(undefined);
    try {
      const saved = await save(definition, number);
      if (send) await submit(saved);
      void message.success(send ? w.submitted : w.saved);
      void navigate({ to: '/indicators/$code', params: { code: saved.code } });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={13}>
        <Form layout="vertical">
          <Fields
            draft={draft}
            offers={offers}
            fixedCode={revising === true}
            problems={problems}
            onChange={(change) => setDraft((old) => ({ ...old, ...change }))}
          />
        </Form>
        <Flex vertical gap={8}>
          <ProblemAlert error={error} />
          <Flex gap={8} align="center">
            <Button disabled={!sound} loading={busy} onClick={() => void store(false)}>
              {w.save}
            </Button>
            <Button type="primary" disabled={!sound} loading={busy} onClick={() => void store(true)}>
              {w.saveAndSubmit}
            </Button>
            {!sound && touched && w.fixFirst}
          </Flex>
        </Flex>
      </Col>
      <Col xs={24} xl={11}>
        <Preview checked={checked} touched={touched} />
      </Col>
    </Row>
  );
}
