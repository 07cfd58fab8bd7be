import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { CatalogedCause, SignMatch } from '../../cause';
import { containerYaml } from '../../fixes';
import { kernelPathsIn, targetsIn } from '../../paths';
import { nodeSettingFix } from '../../remedies/node-settings';
import { BUSY, DENIED, EROFS } from '../../words';

interface Setting {
  readonly file: RegExp;
  readonly what: string;
  readonly yaml: (found: SignMatch) => string;
  readonly typescript: string;
}

const POD_SETTINGS: readonly Setting[] = [
  {
    file: /^\/etc\/(?:localtime|timezone)$/,
    what: 'set the time zone with the variable TZ: the program reads it, and does not need /etc/localtime',
    yaml: (found) => containerYaml(found, 'env:', '  - { name: TZ, value: Europe/Vienna }'),
    typescript: "presets: [RuntimePreset.custom('zone', { environment: { TZ: 'Europe/Vienna' } })],   // your zone",
  },
  {
    file: /^\/etc\/hosts$/,
    what: 'list the hosts in `hostAliases` of the pod: the kubelet writes /etc/hosts',
    yaml: () => 'hostAliases:\n  - { ip: 10.0.0.1, hostnames: [db.example.com] }',
    typescript: "hostAliases: [{ ip: '10.0.0.1', hostnames: ['db.example.com'] }],",
  },
  {
    file: /^\/etc\/resolv\.conf$/,
    what: 'configure DNS with `dnsConfig` of the pod: the kubelet writes /etc/resolv.conf',
    yaml: () => 'dnsConfig:\n  nameservers: [10.0.0.53]\n  searches: [example.com]',
    typescript: "dns: { nameservers: ['10.0.0.53'], searches: ['example.com'] },",
  },
  {
    file: /^\/etc\/(?:hostname|mailname)$/,
    what: 'set `hostname` of the pod, or the option of the program: the kubelet writes /etc/hostname',
    yaml: () => 'hostname: web',
    typescript: "// of the pod: hostname: 'web'",
  },
];

function fileOf({ line }: SignMatch): string | undefined {
  return /^\S*hostname\S*: /.test(line.text)
    ? '/etc/hostname'
    : targetsIn(line.text).find((path) => POD_SETTINGS.some(({ file }) => file.test(path)));
}

/** The kernel file of a setting. Files of users and of the process itself do not count. */
function settingIn(text: string): string | undefined {
  return kernelPathsIn(text).find((path) => /^\/(?:sys|proc\/(?:sys|self\/oom|\d+\/oom|sysrq|irq|acpi))/.test(path));
}

const REFUSED = new RegExp(`(?:${EROFS.source})|(?:${DENIED.source})|not permitted`, 'i');

function namesSetting({ line }: SignMatch): boolean {
  return settingIn(line.text) !== undefined && REFUSED.test(line.text);
}

/** Programs that name a variable, or the secret that it has. */
const VARIABLE_MISSING = alternatives([
  /superuser password is not specified/, // Error: Database is uninitialized and superuser password is not specified.
  /password option is not specified/, // [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified
  // environment variable "SHOP_URL" is not set
  sequence([
    /(?:environment )?variable\b ?["'`]?(?<name>[A-Z][A-Z0-9_]{2,})?["'`]?/,
    /.*(?:is required|required but|is not set|not set|missing|must be set|is unset)/,
  ]),
  /(?:must|need to|please|required to) (?:set|specify|define)\b.*\b(?<other>[A-Z][A-Z0-9]*_[A-Z0-9_]+)/, // You must set SHOP_DATABASE_URL
  /\b(?<third>[A-Z][A-Z0-9]*_[A-Z0-9_]+)\b.*(?:is required|must be set|is not set|not defined)/, // SHOP_SECRET_KEY is required
]);

/** Programs that raise the limits of their process. */
const RAISES_LIMIT = alternatives([
  // bash: line 1: ulimit: open files: cannot modify limit: Operation not permitted
  /\bulimit: .*(?:cannot modify|error setting|not permitted|permission denied)/,
  // setrlimit(RLIMIT_NOFILE): Operation not permitted
  /\b(?:setrlimit|prlimit|RLIMIT_\w+)\b.*(?:not permitted|EPERM|permission denied|fail)/,
  /not allowed to raise maximum limit/, // not allowed to raise maximum limit
  /cannot raise \w+ limit/, // cannot raise memlock limit
  /failed to set the \w+ resource limit/, // prlimit: failed to set the NOFILE resource limit: Operation not permitted
  // Unable to set the limit of open files
  sequence([
    /(?:can(?:no|')t|unable to|failed to) (?:set|raise|increase|change|modify) (?:the )?(?:\w+ ){0,3}/,
    /(?:rlimit|limit (?:of|for)|(?:open files?|file descriptors?|memlock|core) limit)/,
  ]),
], 'i');

/** Programs that change their priority. */
const RAISES_PRIORITY = alternatives([
  // nice: 'capd': Operation not permitted
  sequence([
    /(?:\b|_)(?:sched_set\w+|setpriority|ioprio_set|pthread_setschedparam|(?:re|io)?nice|chrt|taskset)\b/,
    /.*(?:not permitted|EPERM|permission denied)/,
  ]),
  // chrt: failed to set pid 0's policy: Operation not permitted
  sequence([
    /(?:set|setting|change|changing|raise) (?:\S+ ){0,3}/,
    /(?:priority|niceness|nice(?: value| level)|scheduling|scheduler|(?:real-?time )?policy|affinity)\b/,
    /.*(?:operation not permitted|EPERM)/,
  ]),
], 'i');

/** Settings that a program cannot change, or that it lacks. */
export const SETTINGS: readonly CatalogedCause[] = [
  {
    id: 'required-variable',
    title: 'the program requires an environment variable that is not set',
    why: 'The log contains the name of the variable. Store secret values in a Secret.',
    signs: [{ in: 'log', text: VARIABLE_MISSING, weight: 68, when: ({ line }) => line.level !== 'info' }],
    fix: (found) => {
      const name = found.facts.name ?? found.facts.other ?? found.facts.third ?? 'NAME';
      return {
        do: `set ${name === 'NAME' ? 'the variable that the log names' : name}`,
        typescript: `// of the container: envVariables: { ${name}: EnvValue.fromSecretValue({ secret, key: 'KEY' }) }`,
        yaml: containerYaml(found, 'env:', `  - { name: ${name}, valueFrom: { secretKeyRef: { name: SECRET, key: KEY } } }`),
      };
    },
    example: { source: 'log', text: 'Error: Database is uninitialized and superuser password is not specified.' },
  },
  {
    id: 'pod-setting',
    title: 'the program writes a system file that the pod sets',
    why: 'The time zone, hosts, DNS and the hostname are settings of the pod. A volume at /etc would hide all other files there.',
    standsBeside: true,
    signs: [
      { in: 'log', text: /\b(?:hostname|sethostname|hostnamectl): .*(?:must be root|not permitted|permission denied)/, weight: 80 },
      {
        in: 'log',
        text: new RegExp(`(?:${EROFS.source})|(?:${DENIED.source})|${BUSY.source}|Operation not permitted`, 'i'),
        weight: 80,
        when: (found) => fileOf(found) !== undefined,
      },
    ],
    fix: (found) => {
      const { what, yaml, typescript } = POD_SETTINGS.find(({ file }) => file.test(fileOf(found)!))!;
      return {
        do: `${what}; and remove the line that writes ${fileOf(found)}`,
        yaml: yaml(found),
        typescript,
        ...typescript.includes('TZ') ? { settings: 'environment: { TZ: Europe/Vienna }' } : {},
      };
    },
    example: { source: 'log', text: "ln: failed to create symbolic link '/etc/localtime': Read-only file system" },
  },
  {
    id: 'node-setting',
    title: 'the program changes a setting of the node, or a limit of its process',
    why: '/sys and /proc/sys belong to the node, and are read-only in every container. Higher priorities, and higher limits for '
      + 'files and memory, need capabilities that a hardened container does not have.',
    standsBeside: true,
    signs: [
      { in: 'log', text: REFUSED, weight: 82, when: namesSetting },
      { in: 'log', text: /\bsysctl: .*(?:Read-only file system|permission denied|not permitted)/i, weight: 81 },
      // A shell does not name the file that it writes, but its command does.
      {
        in: 'log',
        text: /\bwrite error: (?:permission denied|operation not permitted|read-only file system|invalid argument)/i,
        weight: 76,
        when: ({ evidence: { command = [] } }) => settingIn(command.join(' ')) !== undefined,
      },
      { in: 'log', text: RAISES_LIMIT, weight: 62 },
      {
        in: 'log',
        text: sequence([
          /^(?:modprobe|insmod|rmmod|swapo(?:n|ff)|losetup|depmod): /,
          /.*(?:not permitted|permission denied|superuser|not found in directory)/,
        ], 'i'),
        weight: 77,
      },
      {
        in: 'log',
        text: alternatives([
          // max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]
          /max (?:file descriptors|virtual memory areas vm\.max_map_count|number of threads) \[\d+\].* is too low/,
          /vm\.max_map_count\b.*too low/, // vm.max_map_count is too low
        ], 'i'),
        weight: 76,
      },
      { in: 'log', text: RAISES_PRIORITY, weight: 77 },
    ],
    fix: ({ line, evidence: { command = [] } }) => nodeSettingFix(settingIn(line.text)
      ?? (/write error/.test(line.text) ? settingIn(command.join(' ')) : undefined), `${line.call ?? ''} ${line.text}`.trim()),
    example: { source: 'log', text: '/entry.sh: line 3: /sys/kernel/mm/transparent_hugepage/enabled: Read-only file system' },
  },
  {
    id: 'inotify-limit',
    title: 'the user has reached the limit of file watchers',
    why: 'Processes with one uid share the inotify limits of their node, also across pods.',
    signs: [{
      in: 'log',
      text: alternatives([
        /(?:ino|fsno)tify.*(?:limit|too many|ENOSPC|EMFILE|No space left)/, // inotify_init: Too many open files
        /(?:limit|number) (?:of|on the number of) (?:file watchers|inotify)/, // System limit for number of file watchers reached
        /user limit .* inotify instances/, // The configured user limit (128) on the number of inotify instances has been reached
        /(?:ENOSPC|EMFILE).*\bwatch/, // ENOSPC: no space left on device, watch '/app'
      ], 'i'),
      weight: 79,
    }],
    fix: () => ({
      do: 'use a uid that no other pod uses, and turn off file watching',
      typescript: 'runAs: RunAs.unique(),   // .NET: RuntimePreset.DOTNET sets DOTNET_hostBuilder__reloadConfigOnChange=false',
      yaml: 'securityContext:\n  runAsUser: 1900000001',
      settings: 'runAs: 1900000001',
    }),
    example: {
      source: 'log',
      text: 'System.IO.IOException: The configured user limit (128) on the number of inotify instances has been reached',
    },
  },
];
