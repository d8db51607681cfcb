/** What escorts promise. A submission names the version that its escort has read; a changed text is a new version. */
export const codeOfConduct = {
  version: 1,
  zh: [
    '只做与陪诊、陪护有关的事，不诊断、不开药、不代替医护人员操作。',
    '尊重患者：不议论病情，不拍照，不外传任何个人信息。',
    '不私下收费，不推销药品、保健品或任何服务，不替患者保管现金和银行卡。',
    '准时到达，如实记录；患者有紧急情况时先呼叫医护人员。',
    '材料真实有效；证件到期或健康状况变化时立即告知平台。',
  ],
  en: [
    'Accompany and care, and nothing else: no diagnosis, no medicine, nothing that is for doctors and nurses to do.',
    'Respect the patient: no talk about an illness, no pictures, nothing personal told to anybody.',
    'Take no money by the way, sell nothing, and keep no cash or cards of a patient.',
    'Come in time and record what was done; in an emergency call the medical staff first.',
    'Papers are true and in force; tell the platform at once when one runs out or your health changes.',
  ],
} as const;

/** Another text is in force than the one that was accepted. */
export type CodeOfConductOutdated = { readonly type: 'CodeOfConductOutdated'; readonly version: number };
