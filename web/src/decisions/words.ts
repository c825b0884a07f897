export const zh = {
  title: '决策记录',
  id: '决策编号',
  at: '时间',
  scene: '场景',
  outcome: '结果',
  score: '评分',
  reasons: '原因',
  policy: '策略版本',
  event: '事件',
  allScenes: '全部场景',
  allOutcomes: '全部结果',
  none: '还没有决策。系统接入后，每次 POST /api/v1/decisions 都会记在这里。',
};

export const en: typeof zh = {
  title: 'Decision records',
  id: 'Decision',
  at: 'Time',
  scene: 'Scene',
  outcome: 'Outcome',
  score: 'Score',
  reasons: 'Reasons',
  policy: 'Policy version',
  event: 'Event',
  allScenes: 'Every scene',
  allOutcomes: 'Every outcome',
  none: 'No decision yet. Each POST /api/v1/decisions will show here.',
};

export const words = { zh, en };
