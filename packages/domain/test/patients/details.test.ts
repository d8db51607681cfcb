import { checkPatientDetails } from '@banzhen/domain/patients';
import { describe, expect, test } from 'vitest';

const TODAY = '2030-01-01';

describe('details of a patient', () => {
  test('are trimmed and normalised, and an ID number tells birth date and sex', () => {
    const given = {
      realName: ' 王秀兰 ',
      idNumber: '1101 0119 4903 0700 22',
      phone: '138-0013-8000',
      bed: '08',
    };
    expect(checkPatientDetails(given, TODAY)).toEqual({
      ok: true,
      value: {
        realName: '王秀兰',
        idNumber: '110101194903070022',
        phone: '+8613800138000',
        bed: '08',
        birthDate: '1949-03-07',
        sex: 'female',
      },
    });
    expect(checkPatientDetails({}, TODAY)).toEqual({ ok: true, value: {} });
    expect(checkPatientDetails({ birthDate: TODAY, sex: 'male' }, TODAY).ok).toBe(true);
  });

  test('are refused with every fault at once', () => {
    const given = {
      realName: ' ',
      idNumber: '110101194903070023',
      phone: '12',
      birthDate: '2030-01-02',
      sex: 'f',
      conditions: 'x'.repeat(2_001),
      ward: 'x'.repeat(61),
    };
    expect(checkPatientDetails(given, TODAY)).toEqual({
      ok: false,
      error: {
        type: 'PatientDetailsWrong',
        fields: [
          { path: 'realName', problem: 'empty' },
          { path: 'idNumber', problem: 'not-an-id-number' },
          { path: 'birthDate', problem: 'not-a-day-of-birth' },
          { path: 'sex', problem: 'not-a-sex' },
          { path: 'phone', problem: 'not-a-phone-number' },
          { path: 'conditions', problem: 'too-long' },
          { path: 'ward', problem: 'too-long' },
        ],
      },
    });
  });

  test('may not contradict the ID number', () => {
    const given = { idNumber: '110101194903070022', birthDate: '1950-01-01', sex: 'male' };
    expect(checkPatientDetails(given, TODAY)).toMatchObject({
      error: {
        fields: [
          { path: 'birthDate', problem: 'contradicts-id-number' },
          { path: 'sex', problem: 'contradicts-id-number' },
        ],
      },
    });
  });
});
