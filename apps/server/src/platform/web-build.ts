import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A fingerprint of everything the web is built from. */
function sourcesOf(root: string): string {
  const hash = createHash('sha256');
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!['dist', 'node_modules', '.cache'].includes(entry.name)) walk(path);
      } else hash.update(path.slice(root.length)).update(readFileSync(path));
    }
  };
  for (const folder of ['apps/web', 'packages/ui', 'packages/api-client']) walk(join(root, folder));
  return hash.digest('hex');
}

/** Builds the web entries when their sources have changed since the last build; a few seconds once, nothing afterwards. */
export async function buildWebOnce(root: string): Promise<void> {
  const dist = join(root, 'apps/web/dist');
  const mark = join(dist, '.sources');
  const sources = sourcesOf(root);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return;
  try {
    await promisify(execFile)(process.execPath, [join(root, 'apps/web/build.ts')], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      maxBuffer: 16 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`The web pages could not be built:\n${(stderr + stdout).trim().slice(-1500)}`);
  }
  mkdirSync(dist, { recursive: true });
  writeFileSync(mark, sources);
}
