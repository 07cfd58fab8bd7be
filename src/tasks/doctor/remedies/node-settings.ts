import { Remedy } from '../cause';

/** Sysctls of the namespaces of a pod that every kubelet allows. */
const SAFE: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  ...[
    'ip_local_port_range', 'tcp_syncookies', 'ping_group_range', 'ip_unprivileged_port_start', 'ip_local_reserved_ports',
    'tcp_keepalive_time', 'tcp_keepalive_intvl', 'tcp_keepalive_probes', 'tcp_fin_timeout', 'tcp_rmem', 'tcp_wmem',
  ].map((name) => `net.ipv4.${name}`),
]);
const NAMESPACED = /^(?:net\.|kernel\.(?:shm|msg|sem)|fs\.mqueue\.)/;

/** The words of a program that only checks a setting, and does not change it. */
const TOO_LOW = /\btoo low\b/i;

interface Setting {
  /** The file of the kernel, or else the words of the log. */
  readonly words: RegExp;
  readonly fix: (name: string) => Remedy;
}

/** The first match wins. */
const SETTINGS: readonly Setting[] = [
  { words: TOO_LOW, fix: tooLowFix },
  {
    words: /oom_/,
    fix: () => ({
      do: 'remove the line that writes oom_score_adj: the kubelet sets oom_score_adj, and a lower value needs SYS_RESOURCE. To '
        + 'protect the pod best, set requests equal to limits (the QoS class Guaranteed)',
      yaml: '# of the container: resources with the same requests and limits for cpu and memory',
    }),
  },
  { words: /^\/proc\/sys\/|sysctl|max_map_count/, fix: sysctlFix },
  {
    words: /^\/(?:sys|proc)\//,
    fix: (name) => ({
      do: `remove the line that writes ${name}: it is a setting of the node, for all of its pods. An administrator `
        + 'sets it there, when the node starts or with a privileged DaemonSet',
    }),
  },
  {
    words: /^(?:modprobe|insmod|rmmod|swapo|losetup|depmod)/,
    fix: () => ({
      do: 'remove the line: kernel modules, swap and loop devices belong to the node, and an administrator configures them there',
    }),
  },
  {
    words: /priorit|nice|sched|policy|affinity|chrt|taskset/i,
    fix: () => ({
      do: 'start the program without nice, chrt or a real-time priority: a higher priority needs SYS_NICE, which Pod Security "restricted" '
        + 'does not admit. Requests for cpu give a container its share of the scheduler',
      yaml: '# of the container: resources: { requests: { cpu: \'1\' } }; and a command without nice or chrt',
    }),
  },
  {
    words: /(?:)/,
    fix: () => ({
      do: 'remove `ulimit` or the setting that raises the limit: a process may lower its limits, such as the limits on open files '
        + '(nofile), locked memory (memlock) and threads, but only SYS_RESOURCE raises them. Containers get the limits of the container '
        + 'runtime: an administrator raises them for the node (LimitNOFILE, LimitMEMLOCK of containerd)',
      yaml: '# no field of a pod sets a limit: a command without ulimit, or with `ulimit -n "$(ulimit -Hn)"`',
    }),
  },
];

export function nodeSettingFix(path: string | undefined, text: string): Remedy {
  const words = path ?? text;
  return SETTINGS.find((setting) => setting.words.test(words))!.fix(words);
}

/** The fix for a value that is too low: a sysctl of the node, or a limit that the runtime sets. */
function tooLowFix(words: string): Remedy {
  const name = sysctlIn(words);
  const [, least = 'VALUE'] = /\bat least \[?(\d+)/.exec(words) ?? [];
  return name === undefined ? {
    do: `let an administrator raise the limit of the container runtime of the node${least === 'VALUE' ? '' : ` to at least ${least}`} (for `
      + 'containerd LimitNOFILE for nofile, LimitNPROC for nproc): a container gets its limits from there, and cannot raise them',
  } : {
    do: `let an administrator raise ${name} on the node (\`sysctl -w ${name}=${least}\`, when it starts or with a privileged DaemonSet): `
      + 'it is a sysctl of the node, for all of its pods. Elasticsearch and OpenSearch do not '
      + 'need it with the setting `node.store.allow_mmap: false`',
  };
}

function sysctlFix(words: string): Remedy {
  const name = sysctlIn(words);
  if (name !== undefined && !NAMESPACED.test(name)) {
    return {
      do: `remove the line that sets ${name}: it is a sysctl of the node, for all of its pods. `
      + `An administrator sets it there (\`sysctl -w ${name}=...\`)`,
    };
  }
  const isSafe = name !== undefined && SAFE.has(name);
  return {
    do: `set ${name ?? 'the sysctl'} in the pod instead of in the start `
      + `script${isSafe
        ? ''
        : ': sysctls of the network of a pod are allowed, and those that are not safe only where the kubelet has '
          + '`--allowed-unsafe-sysctls`; Pod Security admits the safe ones'}`,
    typescript: '// cdk8s-plus has no sysctls: '
      + `ApiObject.of(workload).addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext/sysctls', [{ name: '${name ?? 'NAME'}', `
      + 'value: \'VALUE\' }]))',
    yaml: `securityContext:\n  sysctls:\n    - { name: ${name ?? 'NAME'}, value: 'VALUE' }`,
  };
}

function sysctlIn(words: string): string | undefined {
  return words.startsWith('/proc/sys/')
    ? words.slice('/proc/sys/'.length).split('/').join('.')
    : /\b(?:net|kernel|vm|fs|user)(?:\.[\w-]+)+/.exec(words)?.[0];
}
