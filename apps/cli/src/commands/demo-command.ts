import { defineCommand } from 'citty';
import { failures } from '../demo/index.js';
import { jsonLine, outcomeLine, outcomeText, textLine } from '../demo/report.js';
import { runVisit } from '../demo/run-visit.js';
import type { Output } from '../output.js';
import { CommandError } from '../told-error.js';

/** The origin of a web address. Throws `NotAUrl`. */
const originOf = (given: string): string => {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.origin;
  throw new CommandError({
    type: 'NotAUrl',
    zh: `“${given}” 不是网址，请写成 http://127.0.0.1:3000 的形式。`,
    en: `"${given}" is not a web address: write it like http://127.0.0.1:3000.`,
  });
};

const args = {
  url: { type: 'string', default: 'http://127.0.0.1:3000', description: '服务器地址 the server' },
  json: { type: 'boolean', default: false, description: '每步一行 JSON one JSON line a step' },
  fail: {
    type: 'enum',
    options: [...failures] as string[],
    description: '不顺利的情形 a story that does not go well',
  },
} as const;

export const demoCommand = (output: Output) =>
  defineCommand({
    meta: { name: 'demo', description: '演示 Demonstrations' },
    subCommands: {
      visit: defineCommand({
        meta: {
          name: 'visit',
          description: '通过 HTTP 走完一次陪诊 One whole visit over HTTP, as its people would',
        },
        args,
        async run({ args: { url, json, fail } }) {
          let no = 0;
          const outcome = await runVisit({
            url: originOf(url),
            reconnectWithinMs: 2_000,
            scenario: failures.find((name) => name === fail) ?? 'whole',
            onStep: (told) => {
              no += 1;
              output.answer(json ? jsonLine(told) : textLine(told, no));
            },
          });
          output.answer(json ? outcomeLine(outcome) : outcomeText(outcome));
        },
      }),
    },
  });
