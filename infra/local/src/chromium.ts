import { homedir } from 'node:os';
import { join } from 'node:path';
import { canInstallPackages, installPackages } from './apt-packages.js';
import { isExecutable, pathFolders, versionedFolders } from './find-program.js';
import { LocalServiceError } from './local-service-error.js';

/** The same engine without windows takes half the time. */
const HEADLESS = 'chromium-headless-shell';
const NAMES = [HEADLESS, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FONTS = 'fonts-noto-cjk';
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The path of a Chromium or Chrome: one of this machine, one that Playwright downloaded, else (root, Debian or
 * Ubuntu) installed by apt-get with a Chinese font. Throws `LocalServiceError`.
 */
export async function findChromium(): Promise<string> {
  const found = find();
  if (found !== undefined) return found;
  if (canInstallPackages()) await install();
  const installed = find();
  if (installed !== undefined) return installed;
  throw new LocalServiceError(
    'ProgramMissing',
    'chromium',
    '需要 Chromium：请安装（Debian：apt-get install chromium fonts-noto-cjk），或执行 npx playwright install --with-deps chromium',
    'Chromium is needed: install it (Debian: apt-get install chromium fonts-noto-cjk) or run npx playwright install --with-deps chromium',
  );
}

/** Older systems have Chromium with windows only. */
async function install(): Promise<void> {
  const isThere = () => find() !== undefined;
  await installPackages([HEADLESS, FONTS], isThere).catch(() =>
    installPackages(['chromium', FONTS], isThere),
  );
}

function find(): string | undefined {
  const onPath = pathFolders().flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const downloaded = [
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ].flatMap((cache) => [
    ...versionedFolders(cache, 'chrome-linux/headless_shell', 'chromium_headless_shell-'),
    ...versionedFolders(cache, 'chrome-linux/chrome', 'chromium-'),
  ]);
  for (const path of [...onPath, ...MAC, ...downloaded]) if (isExecutable(path)) return path;
  return undefined;
}
