import type { MappingAlgorithm } from 'antd';

/** Colours with a meaning. Fills are the same everywhere, the ink is chosen for contrast, and a word always stands beside them. */
export const LEVEL = { red: '#cf1322', orange: '#fa8c16', yellow: '#fadb14', green: '#389e0d' } as const;
export const INK = { red: '#fff', orange: '#000', yellow: '#000', green: '#000' } as const;
export type Level = keyof typeof LEVEL;

export const OUTCOMES = ['pass', 'challenge', 'review', 'reject'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const OUTCOME_LEVEL: Record<Outcome, Level> = {
  pass: 'green',
  challenge: 'yellow',
  review: 'orange',
  reject: 'red',
};

/** Dense spacing, but letters large enough for Chinese. */
export const legible: MappingAlgorithm = (_seed, map) => ({
  ...map!,
  fontSize: 13,
  fontSizeSM: 12,
  fontSizeLG: 15,
});

const SANS = "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** Tokens of the design system; contrasts hold in both themes. */
export const tokens = (dark: boolean) => ({
  fontSize: 13,
  borderRadius: 6,
  fontFamily: SANS,
  colorPrimary: dark ? '#69b1ff' : '#0958d9',
  colorInfo: dark ? '#69b1ff' : '#0958d9',
  colorLink: dark ? '#69b1ff' : '#0958d9',
  colorTextLightSolid: dark ? '#000' : '#fff',
  colorTextSecondary: dark ? 'rgba(255,255,255,.75)' : 'rgba(0,0,0,.68)',
  colorTextTertiary: dark ? 'rgba(255,255,255,.68)' : 'rgba(0,0,0,.62)',
  colorTextDescription: dark ? 'rgba(255,255,255,.75)' : 'rgba(0,0,0,.65)',
  colorTextPlaceholder: dark ? 'rgba(255,255,255,.62)' : 'rgba(0,0,0,.6)',
  // The chosen entry of the navigation sits on a tint of the primary colour.
  controlItemBgActive: dark ? '#15304d' : '#e6f4ff',
  colorTextDisabled: dark ? 'rgba(255,255,255,.5)' : 'rgba(0,0,0,.5)',
  colorError: dark ? '#ff7875' : '#cf1322',
  colorSuccess: dark ? '#95de64' : '#237804',
  colorWarning: dark ? '#ffc069' : '#ad4e00',
  // Derived from inks as dark as these, the grounds of alerts would be mud.
  colorSuccessBg: dark ? '#162312' : '#f6ffed',
  colorSuccessBorder: dark ? '#3c8618' : '#b7eb8f',
  colorWarningBg: dark ? '#2b1d11' : '#fff7e6',
  colorWarningBorder: dark ? '#aa6215' : '#ffd591',
  colorErrorBg: dark ? '#2a1215' : '#fff1f0',
  colorErrorBorder: dark ? '#a61d24' : '#ffa39e',
  colorBgLayout: dark ? '#0d1117' : '#f3f5f8',
  colorBgContainer: dark ? '#161b22' : '#ffffff',
});
