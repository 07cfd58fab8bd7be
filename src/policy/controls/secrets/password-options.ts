/* Options and arguments that take a password, although their names do not say so: `-p`, but not `--password`. */

export interface PasswordOption {
  readonly programs: readonly string[];
  /** Options whose next word is the password. */
  readonly before?: readonly string[];
  /** The starts of words that end with the password. */
  readonly joined?: readonly string[];
  /** Whether short options may follow others in the same word: `-su`. */
  readonly isBundled?: boolean;
  /** Number of words before the password that are not options. */
  readonly operands?: number;
  /** Options whose next word is a value, and so does not count as an operand. */
  readonly valued?: readonly string[];
  /** Another word that must be in the command. Without it, the option takes no password. */
  readonly needs?: RegExp;
  /** The password as a group in its word. Default: the whole word. */
  readonly value?: RegExp;
  readonly kind?: string;
}

/** `user:password`, but not two ids such as `1000:1000`: other programs have `-u` for a user and a group. */
const AFTER_COLON = /^[^\s:$<{]+:((?!\d{1,5}$)[^\s:$<{*]+)$/;
const USER_AND_PASSWORD = { value: AFTER_COLON, kind: 'a user and a password' } as const;

const MYSQL = [
  'mysql',
  'mysqladmin',
  'mysqlbinlog',
  'mysqlcheck',
  'mysqldump',
  'mysqlimport',
  'mysqlpump',
  'mysqlshow',
  'mysqlslap',
  'mysqlsh',
  'mysql_upgrade',
  'xtrabackup',
];
const MARIADB = [
  'mariadb',
  ...['admin', 'backup', 'binlog', 'check', 'dump', 'import', 'show', 'slap', 'upgrade'].map((name) => `mariadb-${name}`),
];
const MONGO = ['mongo', 'mongosh', ...['dump', 'export', 'files', 'import', 'restore', 'stat', 'top'].map((name) => `mongo${name}`)];
const LDAP = ['add', 'compare', 'delete', 'modify', 'modrdn', 'passwd', 'search', 'whoami'].map((name) => `ldap${name}`);

/** Options according to the manuals of the programs. `-p` alone, as in `mysql -p shop`, asks for the password. */
const PASSWORD_OPTIONS: readonly PasswordOption[] = [
  { programs: ['redis-cli', 'valkey-cli', 'keydb-cli'], before: ['-a'] },
  { programs: [...MYSQL, ...MARIADB], joined: ['-p'] },
  { programs: MONGO, before: ['-p'], joined: ['-p'] },
  // The subcommand of docker, podman, skopeo, helm registry and others.
  { programs: ['login'], before: ['-p'], joined: ['-p=', '-p'] },
  { programs: ['sshpass'], before: ['-p'], joined: ['-p'] },
  { programs: ['openssl'], before: ['-pass', '-passin', '-passout', '-password'], value: /^pass:(.+)/s },
  { programs: ['openssl'], before: ['-k'], needs: /^(?:enc|aes-?\d+.*)$/ },
  {
    programs: ['curl'],
    before: ['-u', '-U', '--user', '--proxy-user'],
    joined: ['-u', '-U', '--user=', '--proxy-user='],
    isBundled: true,
    ...USER_AND_PASSWORD,
  },
  // Only the cookie of a session is a secret.
  {
    programs: ['curl'],
    before: ['-b', '--cookie'],
    joined: ['-b', '--cookie='],
    value: /^[^=\s]{0,100}(?:sess|sid|auth|token|jwt)[^=\s]{0,50}=(.+)/is,
    kind: 'a cookie',
  },
  { programs: ['etcdctl'], before: ['--user'], joined: ['--user='], ...USER_AND_PASSWORD },
  { programs: ['htpasswd', 'mosquitto_passwd'], needs: /^-(?![a-zA-Z]*n)[a-zA-Z]*b/, operands: 2, valued: ['-C', '-r'], isBundled: true },
  { programs: ['htpasswd'], needs: /^-(?=[a-zA-Z]*n)[a-zA-Z]*b/, operands: 1, valued: ['-C', '-r'], isBundled: true },
  { programs: ['rabbitmqctl'], needs: /^(?:add_user|change_password)$/, operands: 2, valued: ['-n', '--node', '-t', '--timeout'] },
  { programs: LDAP, before: ['-w'], joined: ['-w'] },
  { programs: ['sqlcmd', 'bcp'], before: ['-P'], joined: ['-P'] },
  { programs: ['sqlplus', 'rman', 'expdp', 'impdp'], operands: 0, value: /^[^/\s]+\/([^@\s]+)/, kind: 'a user and a password' },
  { programs: ['7z', '7za', '7zr', '7zz'], joined: ['-p'] },
  { programs: ['useradd', 'usermod'], before: ['-p'] },
  { programs: ['ssh-keygen'], before: ['-N', '-P'] },
  { programs: ['snmpget', 'snmpgetnext', 'snmpset', 'snmpwalk', 'snmpbulkwalk', 'snmptrap'], before: ['-A', '-X'] },
  { programs: ['lftp'], before: ['-u'], value: /^[^,\s]+,(.+)/s, kind: 'a user and a password' },
  { programs: ['wpa_passphrase'], operands: 1 },
  { programs: ['mc'], needs: /^alias$/, operands: 5 },
  { programs: ['mysqladmin', 'mariadb-admin'], needs: /^password$/, operands: 1, valued: ['-u', '-h', '-P', '-S'] },
  { programs: ['aws'], before: ['aws_secret_access_key', 'aws_session_token'] },
  { programs: ['cqlsh'], before: ['-p'] },
  { programs: ['smbclient'], before: ['-U'], joined: ['-U'], value: /^[^%]+%(.+)/s, kind: 'a user and a password' },
  { programs: ['mosquitto_pub', 'mosquitto_sub', 'mosquitto_rr', 'ipmitool', 'zip', 'unzip'], before: ['-P'] },
  { programs: ['keytool', 'jarsigner'], before: ['', 'src', 'dest'].flatMap((store) => [`-${store}storepass`, `-${store}keypass`]) },
];

/** The options by program name. */
export const OPTIONS_OF: ReadonlyMap<string, readonly PasswordOption[]> = new Map(PASSWORD_OPTIONS.flatMap(({ programs }) => programs)
  .map((program) => [program, PASSWORD_OPTIONS.filter(({ programs }) => programs.includes(program))]));

/** A public password: it protects the certificates of every Java installation. */
export const PUBLIC_PASSWORD = 'changeit';
/** Published ports, which `docker run` also takes after `-p`: `--name mongo -p 27017:27017`. */
export const PORTS = /^(?:[\d.]+:){0,2}\d{1,5}(?:\/\w+)?$/;
