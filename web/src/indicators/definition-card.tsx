import { Card, Descriptions, Tabs, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { CodeBlock } from '../kit/code-block';
import { useText, useWords } from '../kit/language';
import { Formula } from './formula';
import { wordOf, words } from './words';

type View = Schemas['IndicatorView'];

/** The definition in words, as a formula, as SQL and as written. */
export function DefinitionCard({ view }: { view: View }) {
  const w = useWords(words);
  const say = useText();
  const written = JSON.stringify(view.definition, null, 2);
  return (
    <Card size="small" title={w.definition}>
      <Typography.Paragraph strong data-content>
        {say(view.description)}
      </Typography.Paragraph>
      <Facts view={view} />
      <Tabs
        items={[
          {
            key: 'formula',
            label: w.formula,
            children: <Formula lines={view.formula} label={w.formula} />,
          },
          { key: 'sql', label: w.sql, children: <CodeBlock text={view.sql} label={w.sql} /> },
          { key: 'json', label: w.json, children: <CodeBlock text={written} label={w.json} /> },
        ]}
      />
    </Card>
  );
}

function Facts({ view }: { view: View }) {
  const w = useWords(words);
  const say = useText();
  const items = [
    { key: 'scene', label: w.scene, children: say(view.scene_title) },
    { key: 'key', label: w.key, children: <Code text={view.key.join(' + ')} /> },
    {
      key: 'aggregate',
      label: w.aggregate,
      children: `${say(view.aggregate_title)}${view.of ? ` · ${say(view.of.title)}` : ''}`,
    },
    { key: 'window', label: w.window, children: say(view.window) },
    { key: 'where', label: w.where, children: view.where ? <Code text={view.where} /> : w.always },
    { key: 'current', label: w.current, children: wordOf(w.currents, view.current) },
    ...(view.unit ? [{ key: 'unit', label: w.unit, children: say(view.unit) }] : []),
    { key: 'origin', label: w.origin, children: wordOf(w.origins, view.origin) },
    ...(view.source ? [{ key: 'source', label: w.source, children: <Source source={view.source} /> }] : []),
    { key: 'readable', label: w.readable, span: 'filled' as const, children: <Readable view={view} /> },
  ];
  return <Descriptions size="small" column={{ xs: 1, md: 2, xl: 3 }} items={items} />;
}

function Code({ text }: { text: string }) {
  return (
    <span className="code" data-content>
      {text}
    </span>
  );
}

/** Scenes with the same key fields stand together. */
function Readable({ view }: { view: View }) {
  const w = useWords(words);
  const say = useText();
  const groups = new Map<string, string[]>();
  for (const each of view.readable) {
    const fields = each.fields.map((field) => say(field.title)).join(' + ');
    groups.set(fields, [...(groups.get(fields) ?? []), say(each.title)]);
  }
  return (
    <div>
      {[...groups].map(([fields, scenes]) => (
        <div key={fields} data-content>
          {scenes.join(' · ')} ({w.readFrom(fields)})
        </div>
      ))}
    </div>
  );
}

function Source({ source }: { source: NonNullable<View['source']> }) {
  const w = useWords(words);
  const say = useText();
  return (
    <span data-content>
      {say(source.instrument)} {source.article}
      {source.effective_from && ` · ${w.effective} ${source.effective_from}`}
      {source.note && ` · ${say(source.note)}`}
    </span>
  );
}
