import { createHash } from 'node:crypto';
import type { PayRefused, SandboxOrder } from './sandbox-order.js';

export type CashierLanguage = 'zh' | 'en';
/** What the page says below the amount. */
export type CashierWord = 'open' | 'paid' | 'failed' | 'closed' | 'expired' | 'unknown';

const words = {
  zh: {
    title: '模拟收银台',
    sandbox: '这是模拟支付，不会扣款。',
    pay: '支付',
    cancel: '取消',
    back: '返回',
    other: 'English',
    wechat: '微信支付',
    alipay: '支付宝',
    unionpay: '银联',
    open: '请确认金额后支付。',
    paid: '支付成功。',
    failed: '支付未完成，请回到订单重新发起支付。',
    closed: '该笔支付已关闭，未扣款。请回到订单查看。',
    expired: '该笔支付已过期，未扣款。请回到订单重新发起支付。',
    unknown: '没有这笔支付，请检查链接。',
  },
  en: {
    title: 'Sandbox cashier',
    sandbox: 'This is a simulated payment. No money is taken.',
    pay: 'Pay',
    cancel: 'Cancel',
    back: 'Back',
    other: '中文',
    wechat: 'WeChat Pay',
    alipay: 'Alipay',
    unionpay: 'UnionPay',
    open: 'Check the amount, then pay.',
    paid: 'Paid.',
    failed: 'The payment was not made. Go back to the order and pay again.',
    closed: 'This payment was closed and nothing was taken. Go back to the order.',
    expired: 'This payment has run out and nothing was taken. Go back to the order and pay again.',
    unknown: 'There is no such payment. Check the link.',
  },
} as const;

/** The word for an order, or for why it could not be paid. */
export const cashierWord = (
  order: SandboxOrder | undefined,
  now: Date,
  refused?: PayRefused,
): CashierWord => {
  if (order === undefined || refused === 'NOT_FOUND') return 'unknown';
  if (order.state === 'SUCCESS') return 'paid';
  if (order.state === 'PAYERROR') return 'failed';
  if (order.state === 'CLOSED') return 'closed';
  return refused === 'EXPIRED' || now.getTime() >= order.expiresAt ? 'expired' : 'open';
};

const style = [
  'body{font:18px/1.6 system-ui,sans-serif;margin:0 auto;max-width:30rem;padding:1rem;color:#1a1a1a;background:#fff}',
  'button,a{font:inherit;min-height:48px;min-width:8rem;padding:.5rem 1rem}',
  'button{border:2px solid #0b5c4a;border-radius:8px;background:#fff;color:#0b5c4a;margin:0 1rem 1rem 0}',
  'button[value=pay]{background:#0b5c4a;color:#fff}',
  'a{color:#0b5c4a;display:inline-block}',
  ':focus-visible{outline:3px solid #c45500;outline-offset:2px}',
  '.amount{font-size:2rem;font-weight:700}',
].join('');

/** Nothing but this page's own style and form may work on it. */
export const cashierPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '');
const yuan = (amountFen: number): string =>
  `¥${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, '0')}`;

export type CashierPage = {
  readonly order: SandboxOrder | undefined;
  readonly word: CashierWord;
  readonly language: CashierLanguage;
  /** A path of this host that leads back to the order. */
  readonly back?: string;
};

const formOf = ({ language, word }: CashierPage): string =>
  word === 'open'
    ? `<form method="post"><button name="act" value="pay">${words[language].pay}</button><button name="act" value="cancel">${words[language].cancel}</button></form>`
    : '';

const linksOf = ({ language, back }: CashierPage): string => {
  const other = language === 'zh' ? 'en' : 'zh';
  const backQuery = back === undefined ? '' : `&amp;back=${escaped(encodeURIComponent(back))}`;
  const toOther = `<a href="?lang=${other}${backQuery}" lang="${other}">${words[language].other}</a>`;
  return back === undefined ? toOther : `<a href="${escaped(back)}">${words[language].back}</a> ${toOther}`;
};

/** The page a family sees; it needs no script. */
export const cashierPage = (page: CashierPage): string => {
  const { order, word, language } = page;
  const text = words[language];
  const facts =
    order === undefined || order.amountFen === 0
      ? ''
      : `<p>${escaped(order.description)}</p><p>${text[order.channel]}</p><p class="amount">${yuan(order.amountFen)}</p>`;
  return [
    `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${text.title}</title><style>${style}</style></head>`,
    `<body><main><h1>${text.title}</h1><p>${text.sandbox}</p>${facts}<p role="status">${text[word]}</p>`,
    `${formOf(page)}<p>${linksOf(page)}</p></main></body></html>`,
  ].join('');
};
