import type { ConsentDocument } from '@banzhen/domain/consents';

const inForceFrom = new Date('2026-01-01T00:00:00Z');

/** The first versions of what people of the demo city agree to. They say what this software does, and promise nothing else. */
export const demoConsentDocuments: readonly ConsentDocument[] = [
  {
    kind: 'terms',
    version: 1,
    title: { zh: '服务条款', en: 'Terms of service' },
    text: {
      zh: '这是演示城市，不提供真实的陪诊服务，也不收取真实的费用。您下的订单、付款和退款都由沙箱模拟。请不要填写真实的个人信息。',
      en: 'This is a demo city: nobody is really accompanied and no real money moves. Orders, payments and refunds are played by a sandbox. Please enter nothing real about yourself or others.',
    },
    inForceFrom,
  },
  {
    kind: 'privacy',
    version: 1,
    title: { zh: '隐私政策', en: 'Privacy policy' },
    text: {
      zh: '我们保存您的手机号、称呼、设备名称、订单和评价，用于提供和安排服务。姓名、手机号等内容加密保存。您可以随时导出或注销：注销后加密密钥被销毁，内容无法再读出；订单和账目按法律要求保留，但不再显示您是谁。',
      en: 'We keep your phone number, name, device names, orders and reviews in order to arrange and provide visits. Names, phones and the like are stored sealed. You may take a copy or have yourself erased at any time: erasing destroys the key, so that nothing of it can be read again; orders and books stay as the law demands, without saying who you were.',
    },
    inForceFrom,
  },
  {
    kind: 'health-data',
    version: 1,
    title: { zh: '健康信息单独同意书', en: 'Consent to health data' },
    text: {
      zh: '就诊人的病情、科室、病区和床位属于敏感个人信息，只用于陪诊员准备和完成服务。接单的陪诊员可以看到服务所需的内容；工作人员默认只能看到遮盖后的内容，查看原文须写明理由并留下记录。您可以随时撤回同意，此后不能再保存这类内容。',
      en: 'Illness, department, ward and bed of a patient are sensitive. They are used only to prepare and do the visit. The escort of the visit sees what the visit needs; staff see it masked, and to see it whole they must give a reason, which is kept. You may withdraw this consent at any time; after that no more of this can be saved.',
    },
    inForceFrom,
  },
  {
    kind: 'service-scope',
    version: 1,
    title: { zh: '服务范围说明', en: 'Scope of the service' },
    text: {
      zh: '陪诊员陪同挂号、候诊、取药和检查，代为沟通和记录。陪诊员不是医护人员，不做诊断、治疗、注射或其他医疗行为，也不代替家属签署医疗文件。',
      en: 'Escorts accompany patients through registration, waiting, examinations and the pharmacy, speak for them and take notes. Escorts are no medical staff: they do not diagnose, treat or inject, and sign no medical papers in place of the family.',
    },
    inForceFrom,
  },
];
