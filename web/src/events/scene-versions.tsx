import { Collapse, Flex, Tag, Tooltip, Typography } from 'antd';
import type { Schemas } from '../api/client';
import { useWords } from '../kit/language';
import { Moment } from '../kit/moment';
import { ChangeTable } from './change-table';
import { CompareVersions } from './compare-versions';
import { words } from './words';

type Version = Schemas['SceneHistory']['versions'][number];

/** The versions of a scene, newest first, each with what it changed. */
export function SceneVersions({ code, versions }: { code: string; versions: Version[] }) {
  const newest = versions[0]?.version;
  return (
    <Flex vertical gap={20}>
      <Collapse
        defaultActiveKey={versions
          .filter((version) => version.changes.length)
          .slice(0, 1)
          .map((v) => v.version)}
        items={versions.map((version) => ({
          key: version.version,
          label: <Heading version={version} current={version.version === newest} />,
          children: <Changes version={version} />,
        }))}
      />
      {versions.length > 2 && <CompareVersions code={code} versions={versions.map((each) => each.version)} />}
    </Flex>
  );
}

function Heading({ version, current }: { version: Version; current: boolean }) {
  const w = useWords(words);
  const first = version.version === 1;
  return (
    <Flex gap={12} wrap align="center">
      <strong>{w.versionOf(version.version)}</strong>
      {current && <Tag color="success">{w.current}</Tag>}
      <span>
        {w.since} <Moment at={version.since} />
      </span>
      <span className="num">
        {w.fieldCount} {version.fields}
      </span>
      <span>{first ? w.firstVersion : w.changeCount(version.changes.length)}</span>
      <Tooltip title={version.digest}>
        <Typography.Text type="secondary" className="code">
          {w.digest} {version.digest.slice(0, 12)}
        </Typography.Text>
      </Tooltip>
    </Flex>
  );
}

function Changes({ version }: { version: Version }) {
  const w = useWords(words);
  if (version.version === 1) return w.firstVersion;
  if (!version.changes.length) return w.noChange;
  return <ChangeTable changes={version.changes} label={w.changes} />;
}
