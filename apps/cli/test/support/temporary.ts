import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that `remove` takes away again. */
export const temporaryFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-cli-'));
  return {
    folder,
    async write(name: string, content: string | Uint8Array): Promise<string> {
      const file = join(folder, name);
      await writeFile(file, content);
      return file;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
