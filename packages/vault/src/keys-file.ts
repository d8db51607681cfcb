import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type KeyRing,
  KeyRingUnreadable,
  newKeyRing,
  readKeyRing,
  withNewKek,
  writeKeyRing,
} from './key-ring.js';

/** There is no keys file where one was expected. */
export class KeysFileMissing extends Error {
  readonly type = 'KeysFileMissing';
  readonly path: string;
  readonly zh: string;
  readonly en: string;

  constructor(path: string) {
    const zh = `没有密钥文件 ${path}：新部署请运行 pnpm cli keys create，已有数据则从密钥备份恢复。`;
    const en = `There is no keys file ${path}: for a new deployment run pnpm cli keys create, for existing data restore it from the backup of the keys.`;
    super(`${zh} ${en}`);
    this.name = 'KeysFileMissing';
    this.path = path;
    this.zh = zh;
    this.en = en;
  }
}

/** Where a process takes its keys from; it may be given newer ones while the process runs. */
export interface KeySource {
  /** The keys as they are now. */
  read(): Promise<KeyRing>;
}

const codeOf = (failure: unknown): unknown =>
  failure instanceof Error && 'code' in failure ? failure.code : undefined;

/** Writes a file for the owner alone beside `path`, down to the disk; answers its name. */
const writeBeside = async (path: string, ring: KeyRing): Promise<string> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(writeKeyRing(ring));
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
};

/** Makes a keys file, mode 0600, unless there is one; answers whether it was made. A killed maker leaves no half of one. */
export const createKeysFile = async (path: string, now: Date): Promise<boolean> => {
  await mkdir(dirname(path), { recursive: true });
  const draft = await writeBeside(path, newKeyRing(now));
  try {
    await link(draft, path);
    return true;
  } catch (failure) {
    if (codeOf(failure) === 'EEXIST') return false;
    throw failure;
  } finally {
    await unlink(draft);
  }
};

const read = async (path: string): Promise<KeyRing> => {
  try {
    return readKeyRing(await readFile(path, 'utf8'));
  } catch (failure) {
    if (codeOf(failure) === 'ENOENT') throw new KeysFileMissing(path);
    if (failure instanceof KeyRingUnreadable) throw new KeyRingUnreadable(`${path}: ${failure.message}`);
    throw failure;
  }
};

/** Gives the file a new key-encryption key, which wraps from now on. One at a time, please. */
export const addKek = async (path: string, now: Date): Promise<KeyRing> => {
  const ring = withNewKek(await read(path), now);
  await rename(await writeBeside(path, ring), path);
  return ring;
};

/** The keys of a file, read again when the file is another one. Throws `KeysFileMissing`, `KeyRingUnreadable`. */
export const keysFile = (path: string): KeySource => {
  let known: { readonly ring: KeyRing; readonly seen: string } | undefined;
  return {
    async read() {
      const { ino, mtimeMs, size } = await stat(path).catch((failure: unknown) => {
        throw codeOf(failure) === 'ENOENT' ? new KeysFileMissing(path) : failure;
      });
      const seen = `${ino}/${mtimeMs}/${size}`;
      if (known?.seen !== seen) known = { ring: await read(path), seen };
      return known.ring;
    },
  };
};
