import type { PriceLineDto } from '@banzhen/contracts';

const lineNames: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  service: ['陪诊服务', 'escort visit'],
  'extra-hours': ['加时', 'extra hours'],
  night: ['夜间加价', 'night surcharge'],
  holiday: ['节假日加价', 'holiday surcharge'],
  distance: ['路程', 'distance'],
  'member-discount': ['会员折扣', 'member discount'],
  coupon: ['优惠券', 'coupon'],
  overtime: ['超时', 'overtime'],
  'early-end': ['提前结束', 'early end'],
};

/** Fen as yuan: `¥1,234.50`. */
export const yuan = (fen: number): string => {
  const [whole = '', cents = ''] = (Math.abs(fen) / 100).toFixed(2).split('.');
  return `${fen < 0 ? '-' : ''}¥${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}.${cents}`;
};

const beijing = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant on Beijing's clocks: `2026-11-22 09:00`. */
export const beijingTime = (instant: string | Date): string => beijing.format(new Date(instant));

const lineText = ({ kind, quantity, unitFen, amountFen }: PriceLineDto, language: 0 | 1): string =>
  `${lineNames[kind]?.[language] ?? kind} ${quantity} × ${yuan(unitFen)} = ${yuan(amountFen)}`;

/** The lines of a bill in words, in Chinese and in English. */
export const billText = (lines: readonly PriceLineDto[], totalFen: number) => ({
  zh: `${lines.map((line) => lineText(line, 0)).join('，')}，合计 ${yuan(totalFen)}`,
  en: `${lines.map((line) => lineText(line, 1)).join(', ')}, in all ${yuan(totalFen)}`,
});
