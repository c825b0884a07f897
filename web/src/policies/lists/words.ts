export const zh = {
  title: '名单',
};

export const en: typeof zh = {
  title: 'Lists',
};

export const words = { zh, en };
