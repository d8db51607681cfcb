import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, workspaceFolders } from './lib/repository.mjs';

for (const folder of workspaceFolders()) {
  rmSync(join(root, folder, 'dist'), { recursive: true, force: true });
  rmSync(join(root, folder, '.turbo'), { recursive: true, force: true });
}
for (const folder of ['.turbo', '.cache']) rmSync(join(root, folder), { recursive: true, force: true });
