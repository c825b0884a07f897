import { Tag, Tooltip } from 'antd';
import { useWords } from '../../kit/language';
import { INK, LEVEL } from '../../kit/palette';
import { words } from './words';

const LOOK: Record<string, { color: string; ink: string }> = {
  black: { color: '#262626', ink: '#fff' },
  grey: { color: '#bfbfbf', ink: '#000' },
  white: { color: '#fff', ink: '#000' },
};

/** Whether a list is black, grey or white: in words, on that colour. */
export function ColourTag({ colour }: { colour: string }) {
  const w = useWords(words);
  const { color, ink } = LOOK[colour] ?? LOOK.grey!;
  return (
    <Tag
      variant="solid"
      style={{ background: color, color: ink, border: '1px solid #8c8c8c', marginInlineEnd: 0 }}
    >
      {w.colour[colour as keyof typeof w.colour] ?? colour}
    </Tag>
  );
}

const STANDING_LEVEL: Record<string, keyof typeof LEVEL> = {
  pending: 'orange',
  removing: 'orange',
  active: 'green',
};

/** How an entry stands, in words, and what that means. */
export function StandingTag({ standing }: { standing: string }) {
  const w = useWords(words);
  const level = STANDING_LEVEL[standing];
  return (
    <Tooltip title={w.standingNote[standing as keyof typeof w.standingNote]}>
      <Tag
        variant={level ? 'solid' : undefined}
        style={level && { background: LEVEL[level], color: INK[level] }}
        tabIndex={0}
      >
        {w.standing[standing as keyof typeof w.standing] ?? standing}
      </Tag>
    </Tooltip>
  );
}
