export const zh = {
  title: '参数',
  note: '服务启动时读入，改环境变量或 ballast.toml 后重启生效。密码与密钥从不显示。',
  name: '参数',
  value: '现值',
  isDefault: '缺省',
  fallback: '缺省值',
  source: '来源',
  purpose: '用途',
  accepts: '取值',
  set: '已设置',
  notSet: '未设置',
  find: '查找参数或用途',
  changed: '只看改过的',
  sources: { environment: '环境变量', file: '设置文件', default: '缺省' },
  notices: '读设置时发现',
};

export const en: typeof zh = {
  title: 'Settings',
  note: 'Read when the service starts. Change the environment or ballast.toml and restart. Passwords and keys are never shown.',
  name: 'Setting',
  value: 'In force',
  isDefault: 'default',
  fallback: 'Default',
  source: 'Source',
  purpose: 'Purpose',
  accepts: 'Accepts',
  set: 'set',
  notSet: 'not set',
  find: 'Find a setting or purpose',
  changed: 'Only what was changed',
  sources: { environment: 'Environment', file: 'Settings file', default: 'Default' },
  notices: 'Noticed while reading the settings',
};

export const words = { zh, en };
