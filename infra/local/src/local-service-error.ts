/** Why a server or browser for tests cannot be had, and how to get it, in Chinese and English. */
export class LocalServiceError extends Error {
  override readonly name = 'LocalServiceError';
  readonly type: 'ProgramMissing' | 'InstallationFailed' | 'ServerDidNotStart';
  readonly program: string;
  readonly zh: string;
  readonly en: string;

  constructor(type: LocalServiceError['type'], program: string, zh: string, en: string) {
    super(`${zh} / ${en}`);
    this.type = type;
    this.program = program;
    this.zh = zh;
    this.en = en;
  }
}
