export const zh = {
  title: '搜索',
  placeholder: '客户号、决策或事件编号、策略、指标、名单、用户',
  label: '搜什么',
  note: '按编号查决策与事件要写完整；名称写一部分即可。',
  short: '请输入至少两个字符',
  none: '没有找到。编号要写完整；也可能您没有权限看到它。',
  more: '还有没列出的，请写得更具体',
  protectedTitle: '按手机号、证件号、卡号、设备号查找',
  protectedNote: '明文只在请求里，不进地址；每次查找都记入日志（不记值）。',
  value: '明文',
  find: '查找',
  valueNeeded: '请填写要找的值',
  protectedNone: '没有含这个值的决策',
  kind: {
    decision: '决策',
    event: '事件',
    customer: '客户',
    policy: '策略',
    indicator: '指标',
    list: '名单',
    scene: '场景',
    user: '用户',
  } as Record<string, string>,
};

export const en: typeof zh = {
  title: 'Search',
  placeholder: 'Customer, decision or event id, policy, indicator, list, user',
  label: 'Search for',
  note: 'Ids of decisions and events must be whole; part of a name is enough.',
  short: 'Type at least two characters',
  none: 'Nothing was found. An id must be whole; or you may not see it.',
  more: 'There is more than is listed; be more specific',
  protectedTitle: 'Find by phone, identity, card or device number',
  protectedNote:
    'The clear value travels in the request only, never in an address. Each search is journalled, without the value.',
  value: 'Clear value',
  find: 'Find',
  valueNeeded: 'Enter the value to look for',
  protectedNone: 'No decision holds this value',
  kind: {
    decision: 'Decision',
    event: 'Event',
    customer: 'Customer',
    policy: 'Policy',
    indicator: 'Indicator',
    list: 'List',
    scene: 'Scene',
    user: 'User',
  },
};

export const words = { zh, en };
