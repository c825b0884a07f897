import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { useMay } from '../frame/session';
import { CommentModal } from '../kit/comment-modal';
import { useWords } from '../kit/language';
import { useDeciding } from './deciding';
import { words } from './words';

/** What may be done to an indicator as a whole. */
export function PageActions({ view }: { view: Schemas['IndicatorView'] }) {
  const w = useWords(words);
  const may = useMay();
  const { retire } = useDeciding();
  const [asking, setAsking] = useState(false);
  if (view.origin !== 'own') return null;
  return (
    <>
      {may('indicator.write') && (
        <Link to="/indicators/new" search={{ from: view.code }}>
          <Button>{w.revise}</Button>
        </Link>
      )}
      {may('indicator.approve') && view.status === 'live' && (
        <Button danger onClick={() => setAsking(true)}>
          {w.retire}
        </Button>
      )}
      <CommentModal
        open={asking}
        danger
        title={`${w.retire} ${view.code}`}
        onClose={() => setAsking(false)}
        onConfirm={(comment) => retire(view.code, comment)}
      >
        <p>{w.retireHelp}</p>
      </CommentModal>
    </>
  );
}
