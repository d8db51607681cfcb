import { readFile } from 'node:fs/promises';
import { consentDocumentsFile } from '@banzhen/contracts';
import { type ConsentsAdmin, openConsentsAdmin, readConfig } from '@banzhen/platform';
import { defineCommand } from 'citty';
import { sayingWhoHolds } from '../data-dir-in-use.js';
import type { Output } from '../output.js';
import { CommandError } from '../told-error.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Refused = Extract<Awaited<ReturnType<ConsentsAdmin['publish']>>, { readonly ok: false }>['error'];

const json = { type: 'boolean', default: false, description: '以 JSON 输出 as JSON' } as const;

const withConsents = async <T>(
  environment: Environment,
  work: (consents: ConsentsAdmin) => Promise<T>,
): Promise<T> => {
  try {
    const consents = await openConsentsAdmin(readConfig(environment), 'pnpm cli consents');
    try {
      return await work(consents);
    } finally {
      await consents.close();
    }
  } catch (failure) {
    throw sayingWhoHolds(failure);
  }
};

/** Text in another encoding would be published as garbage, for good. */
const utf8Of = (bytes: Uint8Array, file: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CommandError(
      {
        type: 'NotUtf8',
        zh: `${file} 不是 UTF-8 编码，未做任何改动；请另存为 UTF-8。`,
        en: `${file} is not UTF-8; nothing was changed. Save it as UTF-8.`,
      },
      cause,
    );
  }
};

const readDocuments = async (file: string) => {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new CommandError(
      { type: 'FileUnreadable', zh: `无法读取 ${file}。`, en: `${file} cannot be read.` },
      cause,
    );
  });
  const text = utf8Of(bytes, file);
  try {
    return consentDocumentsFile.parse(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(
      {
        type: 'ConsentsFileInvalid',
        zh: `${file} 不是协议文本列表，未做任何改动：${why}`,
        en: `${file} is no list of texts to agree to; nothing was changed: ${why}`,
      },
      cause,
    );
  }
};

const refusal = (refused: Refused): CommandError => {
  const which = `${refused.kind} ${refused.version}`;
  switch (refused.type) {
    case 'VersionTaken':
      return new CommandError({
        type: refused.type,
        zh: `${which} 已发布，不能更改；请以下一个版本号发布新文本。未做任何改动。`,
        en: `${which} is published and never changes: give the new text the next version. Nothing was changed.`,
      });
    case 'VersionSkipped':
      return new CommandError({
        type: refused.type,
        zh: `${which} 跳过了版本，应为 ${refused.expected}。未做任何改动。`,
        en: `${which} leaves versions out: ${refused.expected} comes next. Nothing was changed.`,
      });
    case 'InForceTooLate':
      return new CommandError({
        type: refused.type,
        zh: `${which} 的生效时间在一年以后，请核对年份。未做任何改动。`,
        en: `${which} would be in force more than a year from now: look at the year. Nothing was changed.`,
      });
    case 'InForceTooSoon':
      return new CommandError({
        type: refused.type,
        zh: `${which} 的生效时间不能早于现在，也不能早于上一版本。未做任何改动。`,
        en: `${which} cannot be in force before now or before the version before it. Nothing was changed.`,
      });
  }
};

const publishCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: {
      name: 'publish',
      description:
        '发布用户协议、隐私政策等文本；重复发布同一文本不产生任何影响 Publish the texts that people agree to; the same again changes nothing',
    },
    args: {
      file: { type: 'positional', required: true, description: 'JSON 文件 a JSON file' },
      json,
    },
    async run({ args }) {
      const documents = await readDocuments(args.file);
      const published = await withConsents(environment, (consents) => consents.publish(documents));
      if (!published.ok) throw refusal(published.error);
      const answer = { published: published.value, known: documents.length - published.value };
      output.answer(
        args.json
          ? JSON.stringify(answer)
          : `新发布 published: ${answer.published}，已有 there before: ${answer.known}`,
      );
    },
  });

const listCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: { name: 'list', description: '已发布的各版本 Every version that was published' },
    args: { json },
    async run({ args }) {
      const documents = await withConsents(environment, (consents) => consents.list());
      const rows = documents.map(({ kind, version, title, inForceFrom }) => ({
        kind,
        version,
        title,
        inForceFrom,
      }));
      output.answer(
        args.json
          ? JSON.stringify(rows)
          : rows
              .map(
                ({ kind, version, title, inForceFrom }) =>
                  `${kind} ${version}  ${inForceFrom.toISOString()}  ${title.zh} · ${title.en}`,
              )
              .join('\n') || '尚未发布 nothing is published yet',
      );
    },
  });

export const consentsCommand = (output: Output, environment: Environment) =>
  defineCommand({
    meta: { name: 'consents', description: '协议文本 The texts that people agree to' },
    subCommands: {
      publish: publishCommand(output, environment),
      list: listCommand(output, environment),
    },
  });
