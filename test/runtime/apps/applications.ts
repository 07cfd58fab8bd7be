/*
 * The real programs that run under the runtime presets, as data. Their images are in images/.
 */
import { ContainerProps } from 'cdk8s-plus-28';
import { HardeningProps, RunAs, RuntimePreset } from '../../../src';

/** How else the same image is run, and what comes of it. */
export interface Attempt {
  /** In the words of docs/explanation/proof.md. */
  readonly setting: string;
  /** Of the library's construct; undefined where a plain Deployment of cdk8s-plus runs it, which can write nowhere. */
  readonly props?: HardeningProps;
  readonly container?: Partial<ContainerProps>;
  /**
   * Part of what the program or its client says, where "..." matches any text; undefined where it answers all the same. The
   * messages by which docs/how-to/presets.md knows what breaks are parts of these.
   */
  readonly error?: string;
}

export interface Application {
  readonly preset: RuntimePreset;
  /** Folder in images/, and the name of the workload. */
  readonly image: string;
  readonly program: string;
  /** As far as it stays the same in one release of Debian. */
  readonly version: string;
  /** Prints that version, behind what is given here. */
  readonly versionCommand: { readonly command: readonly string[]; readonly prefix: string };
  /** Uid and gid. */
  readonly user: number;
  /** Where a PVC is mounted. */
  readonly claim?: string;
  /** All that it can write. */
  readonly writable: readonly string[];
  /** A client inside of the container, and the whole of the answer. */
  readonly request: readonly string[];
  readonly answer: string;
  /** The first is without the preset. */
  readonly attempts: readonly Attempt[];
}

const shell = (script: string) => ['sh', '-c', script];
const HTTP = ['busybox', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8080/'];
/** A further server, in the directory that nginx.conf leaves to it. */
const ON_PORT_80 = shell('echo "server { listen 80; }" > /tmp/port-80.conf && exec nginx -g "daemon off;"');

const without = (error: string): Attempt => ({ setting: 'without the preset', props: {}, error });
const userAlone = (runAs: RunAs, error: string): Attempt => ({ setting: 'with its user alone', props: { runAs }, error });
const plain = (user: number, error: string): Attempt => (
  { setting: 'in a plain Deployment, as its user', container: { securityContext: { user, group: user } }, error });
const anyUser = (preset: RuntimePreset, error?: string): Attempt => ({
  setting: 'with the preset, as 65532', props: { presets: [preset], runAs: RunAs.nonRoot() }, error,
});

export const APPLICATIONS: readonly Application[] = [
  {
    preset: RuntimePreset.forImage('nginx'),
    image: 'nginx',
    program: 'nginx',
    version: '1.26',
    versionCommand: { command: ['nginx', '-v'], prefix: 'nginx/' },
    user: 101,
    writable: ['/run', '/tmp', '/var/cache/nginx'],
    // The second answer comes from the cache on disk.
    request: shell(`${HTTP.join(' ')} > /dev/null && busybox wget -q -S -O /dev/null http://127.0.0.1:8080/ 2>&1 | grep -o 'X-Cache.*'`),
    answer: 'X-Cache: HIT\n',
    attempts: [
      without('mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)'),
      userAlone(RunAs.user(101), 'mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)'),
      anyUser(RuntimePreset.forImage('nginx')),
      {
        setting: 'with the preset, on port 80',
        props: { presets: [RuntimePreset.forImage('nginx')] },
        container: { command: ON_PORT_80 },
        error: 'bind() to 0.0.0.0:80 failed (13: Permission denied)',
      },
      {
        setting: 'with the preset, on port 80, which is declared',
        props: { presets: [RuntimePreset.forImage('nginx')] },
        container: { command: ON_PORT_80, portNumber: 80 },
      },
    ],
  },
  {
    preset: RuntimePreset.JVM,
    image: 'jvm',
    program: 'OpenJDK',
    version: '21',
    versionCommand: { command: ['java', '--version'], prefix: 'openjdk ' },
    user: 65532,
    writable: ['/tmp'],
    request: HTTP,
    answer: 'Upload in /tmp, preferences in /tmp\n',
    attempts: [
      without("Couldn't create user preferences directory. User preferences are unusable."),
      plain(65532, 'java.nio.file.FileSystemException: /tmp/...: Read-only file system'),
    ],
  },
  {
    preset: RuntimePreset.NODE,
    image: 'node',
    program: 'Node.js',
    version: '20',
    versionCommand: { command: ['node', '--version'], prefix: 'v' },
    user: 1000,
    writable: ['/tmp'],
    request: HTTP,
    answer: 'Upload in /tmp, cache in /tmp/.cache, home /tmp\n',
    attempts: [
      without("EROFS: read-only file system, mkdir '/.cache'"),
      userAlone(RunAs.user(1000), "EROFS: read-only file system, mkdir '/home/node/.cache'"),
      anyUser(RuntimePreset.NODE),
    ],
  },
  {
    preset: RuntimePreset.PYTHON,
    image: 'python',
    program: 'gunicorn',
    version: '23.0',
    versionCommand: { command: ['gunicorn', '--version'], prefix: 'gunicorn (version ' },
    user: 65532,
    writable: ['/tmp'],
    request: HTTP,
    answer: 'Upload in /tmp, cache in /tmp/.cache/app\n',
    attempts: [
      without("OSError: [Errno 30] Read-only file system: '/.cache'"),
      plain(65532, 'No usable temporary directory found in ...'),
    ],
  },
  {
    preset: RuntimePreset.PHP_FPM,
    image: 'php-fpm',
    program: 'PHP-FPM',
    version: '8.4',
    versionCommand: { command: ['php-fpm', '--version'], prefix: 'PHP ' },
    user: 33,
    writable: ['/tmp'],
    request: shell('REQUEST_METHOD=GET SCRIPT_FILENAME=/var/www/html/index.php cgi-fcgi -bind -connect 127.0.0.1:9000 | sed "1,/^\r$/d"'),
    answer: 'Session in /tmp, cache in /tmp/.cache\n',
    attempts: [
      without('Unable to open primary script: /var/www/html/index.php (Permission denied)'),
      userAlone(RunAs.user(33), 'mkdir(): Read-only file system'),
      plain(33, 'session_start(): open(/...) failed: Read-only file system'),
      anyUser(RuntimePreset.PHP_FPM, 'Unable to open primary script: /var/www/html/index.php (Permission denied)'),
    ],
  },
  {
    preset: RuntimePreset.forImage('postgres:17'),
    image: 'postgres',
    program: 'PostgreSQL',
    version: '17',
    versionCommand: { command: ['postgres', '--version'], prefix: 'postgres (PostgreSQL) ' },
    user: 999,
    claim: '/var/lib/postgresql/data',
    writable: ['/tmp', '/var/lib/postgresql/data', '/var/run/postgresql'],
    request: ['psql', '--username=postgres', '--tuples-only', '--no-align', '--command=select 6 * 7'],
    answer: '42\n',
    attempts: [
      without('initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted'),
      userAlone(RunAs.user(999), 'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted'),
      {
        setting: 'with its user and PGDATA alone',
        props: { presets: [RuntimePreset.custom('PGDATA', { environment: { PGDATA: '/var/lib/postgresql/data/pgdata' }, runAs: RunAs.user(999) })] },
        error: 'could not create lock file "/var/run/postgresql/.s.PGSQL.5432.lock": Read-only file system',
      },
      {
        // As the fsGroup of a kubelet leaves the files of a PVC.
        setting: 'with its user, on data that its group can write',
        props: { runAs: RunAs.user(999) },
        container: { command: shell('initdb --pgdata=/tmp/data --no-sync && chmod 2770 /tmp/data && exec postgres -D /tmp/data') },
        error: 'data directory "..." has invalid permissions',
      },
      anyUser(RuntimePreset.forImage('postgres:17')),
    ],
  },
  {
    preset: RuntimePreset.forImage('redis'),
    image: 'redis',
    program: 'Redis',
    version: '8.0',
    versionCommand: { command: ['redis-server', '--version'], prefix: 'Redis server v=' },
    user: 999,
    writable: ['/tmp', '/data'],
    // A snapshot is made in the background; once one has failed, the server refuses all writes.
    request: shell('redis-cli bgsave > /dev/null && sleep 1 && redis-cli set key value && redis-cli get key && ls /data/dump.rdb'),
    answer: 'OK\nvalue\n/data/dump.rdb\n',
    attempts: [
      without('MISCONF Redis is configured to save RDB snapshots, but it\'s currently unable to persist to disk.'),
      userAlone(RunAs.user(999), 'Failed opening the temp RDB file ... Read-only file system'),
      anyUser(RuntimePreset.forImage('redis')),
    ],
  },
];
