/** Cities whose names this console knows, by the national codes of administrative divisions; others go by their code. */
export const cityCodes = [
  '110000',
  '120000',
  '310000',
  '500000',
  '130100',
  '210100',
  '320100',
  '320500',
  '330100',
  '370100',
  '410100',
  '420100',
  '430100',
  '440100',
  '440300',
  '510100',
  '610100',
] as const;

export const isCityCode = (text: string): boolean => /^\d{6}$/.test(text);
