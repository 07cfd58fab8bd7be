import { alternatives } from '../../../../formats/language/alternatives';
import { CatalogedCause, Remedy, SignMatch } from '../../cause';
import { EvidentMount, isAlwaysReadOnly, mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { failedPath } from '../../log-path';
import { pathsIn, relativePathIn } from '../../paths';
import { PID_FILE_OFF } from '../../remedies/root';
import { DENIED, EROFS, IN_USE, NO_ENTRY } from '../../words';

/** Files that exist only during a run. */
const OF_A_RUN = /\.(?:pid|lo?ck|sock(?:et)?)(?:\.\w+)?$|\/(?:pid|lock)$/;

/** The file of the run in the line; never a directory or a file with data. */
function fileOfRun(found: SignMatch): string | undefined {
  const { text } = found.line;
  return [failedPath(found), ...pathsIn(text), relativePathIn(text)].find((path) => path !== undefined && OF_A_RUN.test(path));
}

/** True if other pods may use the volume. An unknown type counts as shared. */
function isShared({ type }: EvidentMount): boolean {
  return type !== 'emptyDir' && type !== 'memory';
}

/** The shared volume with the lock file, or any shared volume if the log does not name the file. */
function sharedMountOf(found: SignMatch): EvidentMount | undefined {
  const { evidence, line: { text } } = found;
  const paths = [fileOfRun(found), failedPath(found), ...pathsIn(text)].filter((path) => path?.startsWith('/'));
  const mounts = paths.length > 0 ? paths.flatMap((path) => mountOf(evidence, path!) ?? []) : evidence.mounts;
  return mounts.find((mount) => isShared(mount) && !isAlwaysReadOnly(mount));
}

/** True if the spec of the container is known, with its volumes. */
function isSpecKnown({ evidence: { tty } }: SignMatch): boolean {
  return tty !== undefined;
}

/** A lock on a volume that outlives the pod protects its data from a second program, so nothing removes it. */
function withoutOtherPods({ path, claim }: EvidentMount): Remedy {
  const volume = claim === undefined ? `the volume at ${path}` : `the PVC ${claim} at ${path}`;
  return {
    do: `look for another pod that uses ${volume} (\`kubectl describe pvc${claim === undefined ? '' : ` ${claim}`}\` lists the pods of a `
      + 'PVC as "Used By"), and stop it: two programs that use one data directory destroy the data. Run one replica '
      + 'with the strategy Recreate, or use a StatefulSet. Keep the lock file: '
      + 'with it, the program detects that another one is running',
    typescript: 'replicas: 1, strategy: DeploymentStrategy.recreate(),',
    yaml: '# of the Deployment\nspec:\n  replicas: 1\n  strategy: { type: Recreate }',
  };
}

const WITHOUT_FILE = `turn off the pid or lock file, if the program does not need it (${PID_FILE_OFF})`;

/** Databases that find the rest of an interrupted first start. */
const HALF_INITIALIZED = alternatives([
  /slapadd: could not add entry dn="cn=config"/, // slapadd: could not add entry dn="cn=config" (line=1):
  /slapd\.d.* (?:already exists|is not empty)/, // /etc/openldap/slapd.d already exists
  /exists but is not empty/, // initdb: error: directory "/var/lib/postgresql/data" exists but is not empty
  /data directory has files in it/, // [ERROR] --initialize specified but the data directory has files in it. Aborting.
  /Can't open and lock privilege tables/, // Fatal error: Can't open and lock privilege tables: Table 'mysql.db' doesn't exist
  /Table '(?:\.\/)?mysql[./]\w+' doesn't exist/, // [ERROR] Table './mysql/user' doesn't exist
  /not a (?:valid data directory|database cluster directory)/, // "/var/lib/postgresql/data" is not a valid data directory
  /PG_VERSION" is missing/, // File "/var/lib/postgresql/data/PG_VERSION" is missing.
  /Could not open mysql\.plugin table/, // [ERROR] Could not open mysql.plugin table.
  /initialization.* (?:incomplete|interrupted)/, // Database initialization is incomplete
  /root@localhost is created with an empty password/, // [Warning] root@localhost is created with an empty password !
], 'i');

/** Programs that find the file of an earlier run. */
const STALE_FILE = alternatives([
  /already running\b.*\bpid\b/, // Squid is already running: Found fresh instance PID file (/run/squid.pid) with PID 1
  /\(pid \d+\) already running/, // httpd (pid 1) already running
  /\bpid ?file\b.*\b(?:running|stale|in use)/, // pidfile /run/app.pid is stale
  /another (?:instance|copy|process)\b.*\brunning.*\b(?:pid|lock)/, // Another instance is running on the lock /var/lib/app
  /(?:pid|lock) ?file.*(?:already )?exists/, // pid file /data/db already exists
  /(?:lock|pid)\S* already exists/, // lock.pid already exists
  /server is already running\b.*\.pid/, // A server is already running. Check /app/tmp/pids/server.pid.
  /already running\? ?(?:\(pid|remove|delete)/, // Is another server already running? (pid 1)
  /\.(?:pid|lock)\b.*\b(?:exists|already)/, // /run/app.pid exists
], 'i');

/** True if another data directory could lose a database: the server, unlike initdb, refuses a directory that has one. */
function mayHoldDatabase({ evidence, line }: SignMatch, path: string): boolean {
  const { type } = mountOf(evidence, path) ?? {};
  const isOfServer = /data directory "|Permissions should be/.test(line.text) || IN_SUBDIRECTORY.test(path);
  return isOfServer && type !== 'emptyDir' && type !== 'memory';
}

/** The directory that the start of a database makes. */
const IN_SUBDIRECTORY = /\/pgdata$/;

function ifEmpty(path: string): string {
  return IN_SUBDIRECTORY.test(path) ? '' : `. Only while ${path} has no database, use a subdirectory instead: PGDATA=${path}/pgdata`;
}

function asOwner({ evidence: { known, uid } }: SignMatch, path: string): Remedy {
  const owner = known?.facts.uid;
  return {
    do: `run as the uid that owns ${path}: \`ls -ldn ${path}\` shows it, and images of postgres use 999, or 70 on Alpine${ifEmpty(path)}`,
    ...owner !== undefined && owner !== uid && {
      typescript: `runAs: RunAs.user(${owner}),`,
      yaml: `securityContext: { runAsUser: ${owner}, runAsGroup: ${owner} }`,
      settings: `runAs: ${owner}`,
    },
  };
}

function closed({ evidence }: SignMatch, path: string): Remedy {
  const chmod = `run \`chmod 0700 ${path}\` as its owner before the server starts, such as in an init container`;
  const mount = mountOf(evidence, path);
  return mount === undefined || mount.path === path
    ? { do: `${chmod}: the kubelet makes the root of a volume accessible to the fsGroup at each start${ifEmpty(path)}` }
    : {
      do: 'write `fsGroupChangePolicy: OnRootMismatch`, so that the kubelet makes only the root of the volume accessible to the fsGroup, '
        + `and ${chmod}`,
      yaml: 'securityContext: { fsGroupChangePolicy: OnRootMismatch }',
    };
}

/** Data directories and their lock files. */
export const DATA_DIRECTORIES: readonly CatalogedCause[] = [
  {
    id: 'data-directory',
    title: 'the database refuses the owner or the mode of its data directory',
    why: 'PostgreSQL must own its data directory, and other users must not have access. The root of a volume '
      + 'belongs to root, and an fsGroup gives a group access to it. PostgreSQL can own a subdirectory. Do not move an existing '
      + 'database: with another PGDATA, the server starts with an empty one.',
    signs: [
      {
        in: 'log',
        text: alternatives([
          // FATAL: data directory "/data" has invalid permissions
          /data directory "(?<path>[^"]+)" has (?:invalid permissions|(?<owned>wrong ownership)|group or world access)/,
          /could not change permissions of directory "(?<root>[^"]+)"/, // could not change permissions of directory "/data"
          /Permissions should be u=rwx/, // DETAIL: Permissions should be u=rwx (0700) or u=rwx,g=rx (0750).
        ]),
        weight: 79,
      },
      // The root of a volume has a directory of its file system: nothing was initialized yet.
      {
        in: 'log',
        text: /directory "(?<path>[^"]+)" exists but is not empty/,
        weight: 84,
        when: ({ line }) => /lost\+found/.test(line.around ?? ''),
      },
    ],
    fix: (found) => {
      const root = found.facts.path ?? found.facts.root ?? '/var/lib/postgresql/data';
      const { known, uid: now = 999 } = found.evidence;
      const { uid = now, gid = uid } = known?.facts ?? {};
      if (mayHoldDatabase(found, root)) {
        return found.facts.owned !== undefined || found.facts.root !== undefined ? asOwner(found, root) : closed(found, root);
      }
      return {
        do: `use a subdirectory of the volume as data directory: PGDATA=${root}/pgdata, and run as the user of the image`,
        typescript: "presets: [RuntimePreset.forImage('postgres:17')],",
        yaml: `${containerYaml(found, 'env:', `  - { name: PGDATA, value: ${root}/pgdata }`)}\nsecurityContext: { runAsUser: ${uid}, `
          + `runAsGroup: ${gid}, fsGroup: ${gid}, fsGroupChangePolicy: OnRootMismatch }${uid === 999 ? '   # alpine: 70' : ''}`,
        settings: `runAs: ${uid === gid ? uid : `{ user: ${uid}, group: ${gid} }`}\nenvironment: { `
          + `PGDATA: ${root}/pgdata }\nwritablePaths: [/var/run/postgresql]`,
      };
    },
    example: {
      source: 'log',
      text: 'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted',
    },
  },
  {
    id: 'half-initialized-database',
    title: 'the database was only partly initialized',
    why: 'The first start failed before it was complete, and left files in the PVC. MariaDB can '
      + 'then start with a root account without a password: do not use this data.',
    signs: [{ in: 'log', text: HALF_INITIALIZED, weight: 79 }],
    fix: (found) => {
      const { volume, claim = 'the PVC', path = 'PATH' } = found.evidence.mounts.find(({ type }) => type === 'claim') ?? {};
      return {
        do: 'fix the cause of the failed first start, then start the database with an empty directory: another PVC, or another `subPath` '
          + `of ${claim}. Keep ${volume ? `the volume ${volume}` : 'the old volume'} until you are sure that you do not need its files`,
        typescript: "// the preset of the database, such as RuntimePreset.forImage('mariadb') or "
          + "RuntimePreset.forImage('postgres:17'), so that the first start succeeds; and a new, empty PVC",
        yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${volume ?? 'VOLUME'}, mountPath: ${path}, subPath: `
          + 'second }   # a new, empty directory of the volume'),
      };
    },
    example: { source: 'log', text: 'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty' },
  },
  {
    id: 'stale-lock-file',
    title: 'a lock file, pid file or socket of an earlier run is left',
    why: 'An emptyDir survives a restart of its container, unlike the root filesystem. If the container was killed, the pid file '
      + 'of the earlier run still exists. It contains the pid of the new process, because the first process of '
      + 'every container has pid 1. On a PVC, the lock may belong to another pod.',
    signs: [
      {
        in: 'log',
        text: STALE_FILE,
        weight: 74,
        when: ({ line }) => !EROFS.test(line.text) && !DENIED.test(line.text) && !NO_ENTRY.test(line.text),
      },
      // A socket of a program that was killed.
      { in: 'log', text: IN_USE, weight: 74, when: (found) => /\.sock(?:et)?$|^\/(?:var\/)?run\//.test(failedPath(found) ?? '') },
    ],
    fix: (found) => {
      const shared = sharedMountOf(found);
      if (shared) {
        return withoutOtherPods(shared);
      }
      const isSocket = IN_USE.test(found.line.text);
      const file = fileOfRun(found);
      const name = file ?? `the ${isSocket ? 'socket' : 'pid or lock file'}, which the log does not name,`;
      if (!isSpecKnown(found)) {
        return {
          do: `${isSocket ? '' : `${WITHOUT_FILE}; else `}look in the pod which volume has ${name}: on an emptyDir, remove the file `
          + 'before the program starts. On a PVC, another pod may use it: stop '
          + 'that pod, and keep the file, because it protects the data',
        };
      }
      const remove = `remove ${name} before the program starts`;
      return {
        do: `${isSocket ? remove : `${WITHOUT_FILE}; else ${remove}`}. Deleting the pod helps once`,
        typescript: `// of the container: command: ['sh', '-c', 'rm -f ${file ?? 'FILE'} && exec PROGRAM']`,
        yaml: containerYaml(found, `command: [sh, -c, 'rm -f ${file ?? 'FILE'} && exec PROGRAM']`),
      };
    },
    example: { source: 'log', text: 'A server is already running. Check /app/tmp/pids/server.pid.' },
  },
];
