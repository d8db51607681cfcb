import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Settings that contain a secret, which each may also be given as a file. */
const secretSettings = ['DATABASE_URL', 'DATABASE_REPLICA_URL', 'REDIS_URL', 'WECHAT_APP_SECRET'] as const;

type Set = Readonly<Record<string, string>>;

const fileSetting = (name: string) =>
  z
    .string()
    .optional()
    .describe(`${name} 所在的文件，二者只设一个 · the file that contains ${name}; set one of the two`);

/** `DATABASE_URL_FILE` and so on, as containers are given their secrets. */
export const secretFileSettings = {
  DATABASE_URL_FILE: fileSetting('DATABASE_URL'),
  DATABASE_REPLICA_URL_FILE: fileSetting('DATABASE_REPLICA_URL'),
  REDIS_URL_FILE: fileSetting('REDIS_URL'),
  WECHAT_APP_SECRET_FILE: fileSetting('WECHAT_APP_SECRET'),
} satisfies Record<`${(typeof secretSettings)[number]}_FILE`, z.ZodType>;

const textIn = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
};

/** The settings with what stands in the files of secrets, and what is wrong with those. */
export const withSecretFiles = (set: Set): { readonly set: Set; readonly problems: readonly string[] } => {
  const read: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of secretSettings) {
    const path = set[`${name}_FILE`];
    if (path === undefined) continue;
    const text = textIn(path);
    if (set[name] !== undefined) problems.push(`${name}: set either ${name} or ${name}_FILE`);
    else if (text === undefined) problems.push(`${name}_FILE: cannot be read`);
    else if (text === '') problems.push(`${name}_FILE: is empty`);
    else read[name] = text;
  }
  return { set: { ...set, ...read }, problems };
};
