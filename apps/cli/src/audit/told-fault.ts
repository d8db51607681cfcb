import type { AuditFault } from '@banzhen/platform';

type Told = { readonly zh: string; readonly en: string };

const rowWords = {
  edited: { zh: '被改动', en: 'was edited' },
  deleted: { zh: '被删除', en: 'was deleted' },
  inserted: { zh: '是插入的', en: 'was inserted' },
  reordered: { zh: '被换了位置', en: 'was put at another place' },
  forked: { zh: '有了另一个分支', en: 'has a fork beside it' },
} as const;

/** What is wrong, with the first bad row by its stream and number. */
export const toldFault = (fault: AuditFault): Told => {
  switch (fault.what) {
    case 'truncated':
      return {
        zh: `第 ${fault.stream} 流：从第 ${fault.seq} 行起被截断（前 ${fault.vouchedSeq} 行有签名为证）`,
        en: `stream ${fault.stream}: cut off from row ${fault.seq} on (the first ${fault.vouchedSeq} rows are vouched for)`,
      };
    case 'rewritten':
      return {
        zh: `第 ${fault.stream} 流：第 ${fault.seq} 至 ${fault.until} 行中有一行起被重写`,
        en: `stream ${fault.stream}: written anew from one of rows ${fault.seq} to ${fault.until} on`,
      };
    case 'checkpoint-forged':
      return {
        zh: `检查点 ${fault.no}：不是用审计密钥签名的`,
        en: `checkpoint ${fault.no}: not signed with the audit key`,
      };
    case 'checkpoint-missing':
      return { zh: `检查点 ${fault.no}：缺失`, en: `checkpoint ${fault.no}: missing` };
    case 'checkpoints-rolled-back':
      return {
        zh: `检查点：从 ${fault.no} 起不在文件里，而数据库记得写过`,
        en: `checkpoints: from ${fault.no} on they are not in the file, though the database remembers to have written them`,
      };
    default: {
      const { zh, en } = rowWords[fault.what];
      return {
        zh: `第 ${fault.stream} 流：第 ${fault.seq} 行${zh}`,
        en: `stream ${fault.stream}: row ${fault.seq} ${en}`,
      };
    }
  }
};
