export const zh = {
  title: '登录',
  slogan: '识别、评估、控制、监测、处置、报告、改进：一处完成',
  name: '登录名',
  password: '密码',
  nameNeeded: '请填写登录名',
  passwordNeeded: '请填写密码',
  signIn: '登录',
  code: '验证码',
  codeHelp: '验证器应用里的六位数，或一个恢复码。',
  codeNeeded: '请填写验证码',
  other: '换一个账户',
};

export const en: typeof zh = {
  title: 'Sign in',
  slogan: 'Identify, assess, control, monitor, respond, report, improve: in one place',
  name: 'User name',
  password: 'Password',
  nameNeeded: 'Enter your user name',
  passwordNeeded: 'Enter your password',
  signIn: 'Sign in',
  code: 'Code',
  codeHelp: 'Six digits of your authenticator, or a recovery code.',
  codeNeeded: 'Enter the code',
  other: 'Another account',
};

export const words = { zh, en };
