/** Kinds of institutions: the words of the lists of designated institutions, and those of the national standards. */
const kinds: ReadonlySet<string> = new Set([
  '对外综合',
  '对外中医',
  '对外专科',
  '对内',
  '社区卫生站',
  '社区卫生服务站',
  '社区卫生服务中心',
  '村卫生室',
  '卫生院',
  '综合医院',
  '中医医院',
  '中西医结合医院',
  '民族医医院',
  '专科医院',
  '康复医院',
  '护理院',
  '妇幼保健院',
  '急救中心',
  '疗养院',
  '门诊部',
  '诊所',
]);

const GRADE = /^(?:无等级|未定级|[一二三]级(?:特等|甲等|乙等|丙等|无等)?)$/;

/** Lists may leave the kind out. */
export const isKind = (text: string): boolean => text === '' || kinds.has(text);

/** Lists may leave the grade out. */
export const isGrade = (text: string): boolean => text === '' || GRADE.test(text);
