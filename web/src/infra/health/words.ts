export const zh = {
  title: '运行状况',
  note: '每 15 秒重查一次',
  whole: { ok: '一切正常', warn: '有需要留意的地方', bad: '有需要马上处理的问题' },
  state: { ok: '正常', warn: '留意', bad: '有问题' },
  remedy: '怎么办',
  again: '再查一次',
};

export const en: typeof zh = {
  title: 'Health',
  note: 'Checked again every 15 seconds',
  whole: { ok: 'All is well', warn: 'Something needs a look', bad: 'Something needs hands now' },
  state: { ok: 'OK', warn: 'Warning', bad: 'Trouble' },
  remedy: 'What to do',
  again: 'Check again',
};

export const words = { zh, en };
