export const zh = {
  title: '事件',
};

export const en: typeof zh = {
  title: 'Events',
};

export const words = { zh, en };
