import type { ThemeConfig } from 'antd';

const CJK_FONTS =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";
const BASE_FONT_PX = 14;
const BROWSER_FONT_PX = 16;

const prefersStillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** How much larger than usual the reader has set the text of their browser. */
const textScale = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / BROWSER_FONT_PX || 1;

/** Colours with at least 4.5 : 1 on their ground (WCAG 2.2 AA), text sized with the browser's own setting. */
export function consoleTheme(): ThemeConfig {
  const scale = textScale();
  const controlHeight = Math.max(32, Math.round(32 * scale));
  return {
    cssVar: { key: 'banzhen' },
    token: {
      colorPrimary: '#0958d9',
      // Under the pointer the library would make them lighter than white text can bear.
      colorPrimaryHover: '#003eb3',
      colorErrorHover: '#a8071a',
      colorLink: '#0958d9',
      colorLinkHover: '#003eb3',
      colorInfo: '#0958d9',
      colorSuccess: '#237804',
      colorSuccessBg: '#f6ffed',
      colorSuccessBorder: '#237804',
      colorWarning: '#874d00',
      colorWarningBg: '#fffbe6',
      colorWarningBorder: '#d48806',
      colorError: '#cf1322',
      colorErrorBg: '#fff1f0',
      colorErrorBorder: '#cf1322',
      colorInfoBg: '#e6f0ff',
      colorTextPlaceholder: '#6b6b6b',
      colorTextQuaternary: '#6b6b6b',
      colorTextDescription: '#595959',
      colorTextTertiary: '#595959',
      colorTextDisabled: '#6b6b6b',
      colorBorder: '#8c8c8c',
      fontFamily: CJK_FONTS,
      fontSize: Math.round(BASE_FONT_PX * scale),
      controlHeight,
      controlHeightSM: Math.max(26, Math.round(26 * scale)),
      borderRadius: 6,
      motion: !prefersStillness(),
    },
  };
}
