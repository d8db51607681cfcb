import { parseArgs } from 'node:util';
import { type Checked, summaryOf } from './check.js';
import { checkPartner } from './partner/partner-checks.js';
import { checkReceiver } from './receiver/receiver-checks.js';

/** The last line counts; the status says whether anything was broken. */
const OK = 0;
const BROKEN = 1;
const NOT_BEGUN = 2;

const usage = `
用法 Usage:
  pnpm conformance --url URL --key KEY [--patient ID …] [--only NAME …] [--json]
    检查 /v1 是否守约；会锁号并取消，请用沙箱的密钥
    whether a server keeps the partner guide; it books and cancels, so use a key of a sandbox
  pnpm conformance --receiver URL --secret whsec_… [--json]
    检查 webhook 接收端；发送的编号都是编造的
    whether a receiver takes webhooks rightly; the ids in them are made up
`;

const signs = { passed: '✓', failed: '✗', notChecked: '–' } as const;

const line = ({ name, promise, section, verdict, why }: Checked): string =>
  [`${signs[verdict]} ${name} [${section}] ${promise.zh} ${promise.en}`, ...(why ? [why] : [])].join(' — ');

const options = {
  url: { type: 'string' },
  key: { type: 'string' },
  patient: { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  receiver: { type: 'string' },
  secret: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
};

const isAddress = (text: string | undefined): text is string =>
  text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

type Wanted = { readonly name: string; readonly checks: AsyncGenerator<Checked, void, void> };

const wantedBy = (given: ReturnType<typeof parse>): Wanted | undefined => {
  const { url, key, receiver, secret, patient = [], only } = given ?? {};
  if (isAddress(url) && key !== undefined && receiver === undefined) {
    const origin = url.replace(/\/+$/, '');
    return {
      name: 'partner-v1',
      checks: checkPartner({
        send: (path, init) => fetch(`${origin}${path}`, { ...init, redirect: 'manual' }),
        key,
        patients: patient,
        only: (name) => only === undefined || only.includes(name),
      }),
    };
  }
  if (isAddress(receiver) && secret?.startsWith('whsec_') && url === undefined)
    return { name: 'webhook-receiver', checks: checkReceiver({ url: receiver, secret }) };
  return undefined;
};

/**
 * Runs the kit as `args` say: one line for each check, and a line of JSON with the counts at the end. Answers 0 where nothing was broken,
 * 1 where something was, and 2 where it was not asked rightly.
 */
export const runConformance = async (
  args: readonly string[],
  write: (line: string) => void,
): Promise<number> => {
  const given = parse(args);
  const wanted = wantedBy(given);
  if (!wanted) {
    write(usage);
    return NOT_BEGUN;
  }
  const checked: Checked[] = [];
  for await (const one of wanted.checks) {
    checked.push(one);
    write(given?.json ? JSON.stringify(one) : line(one));
  }
  const summary = summaryOf(wanted.name, checked);
  write(JSON.stringify(summary));
  return summary.ok ? OK : BROKEN;
};
