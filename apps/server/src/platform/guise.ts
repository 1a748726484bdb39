import { spawnSync } from 'node:child_process';
import { lchownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How PostgreSQL is started: as whom, and behind which commands. */
export type Guise = { prefix: string[]; uid?: number; gid?: number };

const nobody = { uid: 65_534, gid: 65_534 };

const works = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/**
 * PostgreSQL refuses uid 0. As root it runs as whoever made the cluster; a cluster of root's own in a user namespace that shows root
 * as nobody, or else as nobody. Where setpriv exists it stops by itself when this process is killed. Throws who may not enter what.
 */
export function guiseFor(dataDirectory: string, cluster: string, native: string): Guise {
  const leash = works('setpriv', '--version') ? ['setpriv', '--pdeathsig', 'INT'] : [];
  if (process.getuid?.() !== 0) return { prefix: leash };
  const owner = statSync(join(cluster, 'PG_VERSION'), { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return asUser({ uid: owner.uid, gid: owner.gid }, leash, dataDirectory, native);
  const namespace = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`];
  if (works(namespace[0] as string, ...namespace.slice(1), 'true')) return { prefix: [...namespace, ...leash] };
  const guise = asUser(nobody, leash, dataDirectory, native);
  if (owner) giveTo(cluster, nobody);
  return guise;
}

/** The directory is entered by the user himself: a working directory given to the child would be entered by root. */
function asUser(user: { uid: number; gid: number }, leash: string[], dataDirectory: string, native: string): Guise {
  const may = (program: string, args: string[]) => spawnSync(program, args, { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
  const closed = [dataDirectory, native].find((path) => !may('sh', ['-c', 'cd "$1"', 'sh', path]));
  if (closed !== undefined)
    throw new Error(
      `As root, PostgreSQL must run here as the user ${user.uid === nobody.uid ? '"nobody"' : user.uid}, who may not enter ${closed}. Run Banyan as an ordinary user, or ${closed === dataDirectory ? 'set BANYAN_DATA to a directory that others may enter' : 'install it where others may enter'}.`,
    );
  return { prefix: leash, ...user };
}

/** A cluster that was made under a namespace, on a system that no longer allows one. */
function giveTo(cluster: string, user: { uid: number; gid: number }) {
  for (const path of ['', ...readdirSync(cluster, { recursive: true, encoding: 'utf8' })])
    lchownSync(join(cluster, path), user.uid, user.gid);
}
