import type { CertificationRefusal } from './certification-refusals.js';
import type { Sentence } from './sentence.js';

/** What is said when a file is not taken, or credentials cannot be submitted or reviewed. */
export const certificationSentences: Record<CertificationRefusal['type'], Sentence> = {
  ApplicantBarred: {
    zh: '此人的陪诊资格已被暂停或撤销，不能通过；暂停的请先由审核人员恢复，撤销的请驳回。',
    en: 'This person is suspended or revoked and cannot be approved: lift the suspension first, or reject what was submitted.',
  },
  CertificationBarred: {
    zh: '目前不能受理您的陪诊资质材料；如有异议，请联系平台的资质审核人员。',
    en: 'Credentials cannot be taken from you at present; to object, ask the quality staff of the platform.',
  },
  CertificationInForce: {
    zh: '您的资质仍然有效（到 until 为止），到期前 30 天起可以提交新材料。',
    en: 'Your credentials are in force (until when stands in until); new ones are taken in the last thirty days.',
  },
  CertificationUnderReview: {
    zh: '您的材料正在审核，审核期间不能更改；请等待结果。',
    en: 'Your papers are under review, and nothing changes until it is decided; wait for the answer.',
  },
  CityUnknown: {
    zh: '这个城市还没有开通，请从已开通的城市中选择。',
    en: 'This city is not open yet; choose one that is.',
  },
  CodeOfConductOutdated: {
    zh: '行为准则已更新（当前版本见 version），请阅读并同意后再提交。',
    en: 'The code of conduct has changed (see version); read it, accept it and submit again.',
  },
  DocumentsExpired: {
    zh: '有材料已过有效期（见 documents），不能通过；请要求补充新的材料。',
    en: 'Some papers have run out (see documents), so this cannot be approved; ask for new ones.',
  },
  DocumentsIncomplete: {
    zh: '材料不齐（缺少的见 missing）：身份证正反面、资质证书、健康证明各需一份。',
    en: 'Papers are missing, or there twice (see missing): both sides of the identity card, the professional certificate and the health certificate are needed once each.',
  },
  PapersNotSeen: {
    zh: '还有材料没有查看（见 documents），请逐份查看后再通过。',
    en: 'Some papers have not been looked at yet (see documents); look at each of them, then approve.',
  },
  PractisingSinceUnfit: {
    zh: '从业年份应在 earliest 到 latest 之间，请改正后重新提交；不填也可以。',
    en: 'The year since which you practise must lie between earliest and latest; mend it and submit again, or leave it out.',
  },
  RealNameUnfit: {
    zh: '姓名与证件不符：请按身份证填写汉字姓名（或护照上的拉丁字母姓名）。',
    en: 'That is no name of an identity card; write it in Han characters, or in Latin letters as a passport has it.',
  },
  DocumentUnfit: {
    zh: '材料信息不正确（哪一份见 document，哪一项见 problem），请核对证件后重新填写；陪诊员须年满 18 周岁、不超过 65 周岁。',
    en: 'What is said of a paper cannot be so (see document and problem); compare it with the paper and enter it again. Escorts are 18 to 65 years old.',
  },
  FileDamaged: {
    zh: '文件损坏或不完整，请重新拍照或扫描后上传。',
    en: 'The file is damaged or not whole; take the picture again, or scan the paper anew.',
  },
  FileQuotaReached: {
    zh: '您保存的文件已达上限，请先压缩图片再上传，或联系客服。',
    en: 'You have as many files stored as an account may; send smaller pictures, or ask support.',
  },
  FileTooLarge: {
    zh: '文件太大，每个文件不超过 10 MB；请压缩后再上传。',
    en: 'The file is too large: 10 MB is the most for each; make it smaller and send it again.',
  },
  FileTypeUnfit: {
    zh: '只接受 JPEG、PNG、WebP 图片和 PDF 文件（以内容为准）；请换一种格式。',
    en: 'JPEG, PNG and WebP pictures and PDF are taken, judged by their content; save it as one of these.',
  },
  IdentityElsewhere: {
    zh: '同一身份证已在本机构另一账号下通过或被暂停（见 certificationIds），一人只能有一个陪诊资格；请让对方改用原账号，或驳回。',
    en: 'The same identity is approved or suspended in another account here (see certificationIds), and one person is one escort; ask them to use that account, or reject this.',
  },
  MeasureUnfit: {
    zh: '这份资质当前的状态（见 status）不能做这项处置，请刷新页面。',
    en: 'Where this certification stands (see status) that cannot be done; reload the page.',
  },
  NotMultipart: {
    zh: '请用 multipart/form-data 格式上传材料，各字段名见接口文档。',
    en: 'Send the papers as multipart/form-data; the names of the fields are in the documentation of the interface.',
  },
  NotUnderReview: {
    zh: '这份材料已不在审核中（当前状态见 status），请刷新列表。',
    en: 'This submission is not under review any more (see status); reload the list.',
  },
  OwnCertification: {
    zh: '不能审核自己提交的材料，请由其他审核人员处理。',
    en: 'Nobody reviews their own papers; leave them to another officer.',
  },
  PdfActive: {
    zh: 'PDF 含有脚本、附件，或内容加密、打包而无法检查，不能接收；请打印为 1.4 版的普通 PDF，或直接上传照片。',
    en: 'The PDF has scripts or attachments in it, or is encrypted or packed so that it cannot be looked into; print it to a plain PDF (version 1.4), or send a picture.',
  },
  PictureTooLarge: {
    zh: '图片像素过多，不能超过 4000 万像素；请缩小后再上传。',
    en: 'The picture has too many pixels: 40 million are the most; make it smaller and send it again.',
  },
  ReviewWordsNeeded: {
    zh: '请写明理由或核查编号，至少 4 个字。',
    en: 'Say why, or by which reference you looked it up, in at least four characters.',
  },
  SecondAdminNeeded: {
    zh: '撤销资格需要两位管理员，您已提出，请由另一位管理员在 7 天内确认。',
    en: 'A revocation takes two administrators, and you have proposed it; another one has to agree within seven days.',
  },
  SecondOfficerNeeded: {
    zh: '护士资质需要两位审核人员，您已同意过一次，请由另一位审核人员确认。',
    en: 'A nurse needs two officers, and you have agreed already; another one has to confirm.',
  },
  SuspensionTermNeeded: {
    zh: '请写明暂停到哪一天（今天以后、一年以内），或恢复的条件（至少 4 个字）。',
    en: 'Say until when (in the future, within a year), or what has to be fulfilled first, in at least four characters.',
  },
  TooManySubmissions: {
    zh: '30 天内最多提交 5 次，请在 again 所示时间之后再提交。',
    en: 'Five submissions in thirty days are the most; try again at the time in again.',
  },
  UploadTooSlow: {
    zh: '上传超时（30 秒），请换一个网络，或压缩图片后重试。',
    en: 'The upload took longer than thirty seconds; use another network or smaller pictures, and try again.',
  },
};
