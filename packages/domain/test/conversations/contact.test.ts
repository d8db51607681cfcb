import { withoutContact } from '@banzhen/domain/conversations';
import { describe, expect, it } from 'vitest';

const phones = [
  '我的电话13800138000',
  '138 0013 8000',
  '138-0013-8000',
  '１３８００１３８０００',
  '１３８－００１３－８０００',
  '一三八零零一三八零零零',
  '幺三八〇〇幺三八〇〇〇',
  '壹叁捌零零壹叁捌零零零',
  '13八0013八000',
  '1 3 8 0 0 1 3 8 0 0 0',
  '1.3.8.0.0.1.3.8.0.0.0',
  '138\u200b0013\u200b8000',
  '打我 (138) 0013-8000 就行',
  '+86 138 0013 8000',
  '008613800138000',
  '010-62345678',
  '01062345678',
  '0571 8765432',
  '400-800-1234',
  '4008001234',
  '+852 9123 4567',
  '家里座机：62345678',
  '电话是 6234 5678',
  '先看12楼，再打 13912345678 找我',
  '1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣',
  '١٣٨٠٠١٣٨٠٠٠',
  '13O12345678',
  'l38l2345678',
  '138和1234和5678',
];

const handles = [
  '加微信 abc_12345',
  '微信号：zhangsan',
  '我的 WeChat: li_si2020',
  'wx13800abc',
  'VX：lisi888',
  'ｖｘ lisi888',
  '微信 12345678',
  '微 信：lisi-6688',
  'v信 lisi888',
  'QQ 12345678',
  'qq:10001',
  'QQ号是三四五六七八九',
  '扣扣 87654321',
  '写信到 li.si@example.com',
  'telegram @lisi_2020',
  '加我V：wangls88',
  '➕薇 wangls88',
  '徽信 wangls88',
  '卫星号 wangls88',
  'VX同名 wangls88',
  '微 信 号 是 w a n g l s 8 8',
  '钉钉号 wangls88',
  '请看 https://evil.cn/x',
  't.me/wangls88',
  'a(at)b点com',
];

const harmless = [
  '您好，我到了，在门诊楼 3 层电梯口等您。',
  '上午 10:30-11:30 做检查，下午 13:30 取报告',
  '13:00 - 15:30，大约 200 元',
  '2026-11-23 13:30 见',
  '2026年11月23日上午九点',
  '二〇二六年十一月二十三日',
  '11/23 13:45 到 14:20',
  '请到 12 楼 1203 室，床位 15-2',
  '诊室 1203、1205、1207 都在一条走廊',
  '一楼二号窗口，三号电梯到五层',
  '挂号费 50 元，检查费 1380.00 元，共 1430 元',
  '费用一共 13800 元',
  '订单 BZ2611231234567890 的陪诊员到了吗？',
  '订单号 BZ2611231234567890，请查一下',
  '有危险请打 120 或 110',
  '急救电话 120，报警 110，消防 119',
  '血压 138/85，心率 72，体温 36.5',
  '血糖 5.6、6.1、7.2，昨天 13.9',
  '药一天 3 次，每次 2 片，共 14 天',
  '微信支付 12800 元可以吗？',
  '可以用微信付款，也可以用支付宝',
  '请在平台的微信小程序里确认',
  'The WeChat payment went through.',
  'My mother is 78 and waits at gate 3',
  'online at 10:30, room 1203',
  '身高 165 体重 62',
  '医保卡和 CT 片都带了，2025-01-02 拍的',
  '8:00-12:00 我在，14:00-18:00 换人',
  '14-16 号床旁边，5-6 分钟到',
  '排队 A0138 号，前面还有 13 个人',
  '血糖 13.8 12.3 4.5 6.7 8.9',
  '血压 138 123 145 / 67 78 89',
  '一 二 三 号窗口都行',
  '10 点 com 楼见',
];

describe('what leads off the platform', () => {
  it.each(phones)('refuses the phone in %s', (text) => {
    expect(withoutContact(text)).toEqual({ ok: false, error: { type: 'ContactNotAllowed', found: 'phone' } });
  });

  it.each(handles)('refuses the handle in %s', (text) => {
    expect(withoutContact(text)).toEqual({
      ok: false,
      error: { type: 'ContactNotAllowed', found: 'handle' },
    });
  });

  it.each(harmless)('lets pass: %s', (text) => {
    expect(withoutContact(text).ok).toBe(true);
  });
});
