import { isGrade, isKind } from './kinds-and-grades.js';
import type { RowFault, TableForm } from './read-table.js';

export type HospitalEntry = {
  readonly code: string;
  readonly name: string;
  readonly district: string;
  readonly kind: string;
  readonly grade: string;
};

export type CoordinateEntry = {
  readonly names: readonly string[];
  readonly longitude: number;
  readonly latitude: number;
};

const CODE = /^[A-Za-z0-9-]{1,32}$/;
const LONGEST_NAME = 120;
const LONGEST_WORD = 40;

const shown = (text: string): string => text.slice(0, 20);

const nameFault = (name: string): RowFault | undefined => {
  if (name === '') return { zh: '缺少名称', en: 'has no name' };
  if (name.length > LONGEST_NAME)
    return { zh: `名称超过 ${LONGEST_NAME} 字`, en: `its name is over ${LONGEST_NAME} characters` };
  return undefined;
};

const districtFault = (district: string): RowFault | undefined =>
  district.length > LONGEST_WORD
    ? { zh: `“${shown(district)}…”过长`, en: `"${shown(district)}…" is too long` }
    : undefined;

const kindFault = (kind: string): RowFault | undefined =>
  isKind(kind)
    ? undefined
    : {
        zh: `“${shown(kind)}”不是机构类别，应如“对外综合”“专科医院”“村卫生室”`,
        en: `"${shown(kind)}" is not a kind of institution such as 对外综合, 专科医院 or 村卫生室`,
      };

const gradeFault = (grade: string): RowFault | undefined =>
  isGrade(grade)
    ? undefined
    : {
        zh: `“${shown(grade)}”不是等级，应如“三级甲等”“二级”“无等级”`,
        en: `"${shown(grade)}" is not a grade such as 三级甲等, 二级 or 无等级`,
      };

/** The public list of designated institutions: code, name, district, kind, grade. */
export const hospitalTable: TableForm<HospitalEntry> = {
  header: ['code', 'name', 'district', 'kind', 'grade'],
  read([code = '', name = '', district = '', kind = '', grade = '']) {
    if (!CODE.test(code))
      return { zh: `编码“${code.slice(0, 40)}”无效`, en: `"${code.slice(0, 40)}" is not a code` };
    const fault = nameFault(name);
    if (fault) return fault;
    const wordsFault = kindFault(kind) ?? gradeFault(grade) ?? districtFault(district);
    if (wordsFault) return wordsFault;
    return { code, name, district, kind, grade };
  },
};

const DECIMAL = /^-?\d{1,3}(?:\.\d+)?$/;

const degrees = (text: string, limit: number): number | undefined => {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= limit ? value : undefined;
};

/** Where hospitals stand: name, full name if it has another, grade, longitude and latitude in degrees. */
export const coordinateTable: TableForm<CoordinateEntry> = {
  header: ['name', 'full_name', 'grade', 'longitude', 'latitude'],
  read([name = '', fullName = '', , east = '', north = '']) {
    const fault = nameFault(name);
    if (fault) return fault;
    const [longitude, latitude] = [degrees(east, 180), degrees(north, 90)];
    if (longitude === undefined)
      return { zh: `经度“${east}”无效`, en: `"${east}" is not a longitude in degrees` };
    if (latitude === undefined)
      return { zh: `纬度“${north}”无效`, en: `"${north}" is not a latitude in degrees` };
    return { names: [...new Set([name, fullName])].filter((one) => one !== ''), longitude, latitude };
  },
};
