import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** `npm run bench [name …]`: runs the named measurements, or all; each prints its figure beside a peer of the same run. */
const here = import.meta.dirname;
const known = readdirSync(here)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3))
  .sort();
const wanted = process.argv.slice(2);
const stranger = wanted.find((name) => !known.includes(name));
if (stranger !== undefined) {
  console.error(`There is no bench "${stranger}". Known: ${known.join(', ')}.`);
  process.exit(2);
}
console.log(
  `${cpus().length} × ${cpus()[0]?.model.trim()} · ${(totalmem() / 2 ** 30).toFixed(0)} GiB · ${process.platform} ${arch()} · Node ${process.version}\n`,
);
let failed = false;
for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`── ${name}`);
  const done = spawnSync(process.execPath, ['--expose-gc', join(here, `${name}.ts`)], { stdio: 'inherit' });
  failed ||= done.status !== 0;
  console.log('');
}
process.exit(failed ? 1 : 0);
