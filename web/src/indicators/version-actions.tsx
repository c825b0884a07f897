import { Link } from '@tanstack/react-router';
import { App, Button, Flex, Tooltip } from 'antd';
import { useState } from 'react';
import { useMay, useMe } from '../frame/session';
import { CommentModal } from '../kit/comment-modal';
import { useWords } from '../kit/language';
import { isProblem } from '../api/client';
import { useDeciding, type Version } from './deciding';
import { words } from './words';

/** What the person may do to a version now. */
export function VersionActions({ version }: { version: Version }) {
  const w = useWords(words);
  const may = useMay();
  if (version.status === 'draft' && may('indicator.write')) return <DraftActions version={version} />;
  if (version.status === 'submitted' && may('indicator.approve')) return <Decide version={version} />;
  if (version.status === 'returned' && may('indicator.write'))
    return (
      <Link to="/indicators/new" search={{ from: version.code }}>
        {w.revise}
      </Link>
    );
  return null;
}

function DraftActions({ version }: { version: Version }) {
  const w = useWords(words);
  const me = useMe().data?.id;
  const { message } = App.useApp();
  const { submit } = useDeciding();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      await submit(version);
      void message.success(w.submitted);
    } catch (problem) {
      void message.error(isProblem(problem) ? problem.detail : String(problem));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Flex gap={8} justify="end">
      {version.author === me && (
        <Link to="/indicators/new" search={{ from: version.code, number: version.number }}>
          <Button size="small">{w.edit}</Button>
        </Link>
      )}
      <Button size="small" type="primary" loading={busy} onClick={() => void send()}>
        {w.submit}
      </Button>
    </Flex>
  );
}

function Decide({ version }: { version: Version }) {
  const w = useWords(words);
  const me = useMe().data;
  const { decide } = useDeciding();
  const [step, setStep] = useState<'approve' | 'return'>();
  const own = me !== undefined && (version.author === me.id || version.submitter_name === me.name);
  const close = () => setStep(undefined);
  return (
    <>
      <Tooltip title={own ? w.notOwn : undefined}>
        <Flex gap={8} justify="end">
          <Button size="small" disabled={own} onClick={() => setStep('return')}>
            {w.return}
          </Button>
          <Button size="small" type="primary" disabled={own} onClick={() => setStep('approve')}>
            {w.approve}
          </Button>
        </Flex>
      </Tooltip>
      <CommentModal
        open={step !== undefined}
        title={`${step === 'return' ? w.return : w.approve} ${version.code} v${version.number}`}
        optional={step === 'approve'}
        onClose={close}
        onConfirm={(comment) => decide(version, step ?? 'approve', comment)}
      >
        <p>{step === 'return' ? w.returnHelp : w.approveHelp}</p>
      </CommentModal>
    </>
  );
}
