import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { AllKnown } from '../../../../knowledge/image-lock/all-known';
import { CatalogedCause, SignMatch, Sign } from '../../cause';
import { containerYaml } from '../../fixes';
import { callFix } from '../../remedies/calls';
import { CHANGES_OWNER } from '../../words';

const NOT_PERMITTED = /operation not permitted|\bEPERM\b|access denied/i;
/** The start of a program, in the lines above an error that does not name it. */
const STARTS = alternatives([
  /\bos\.exec[vlpe]+\(/, // os.execvp(program, arguments)
  /_execute_child/, // File "/usr/lib/python3.13/subprocess.py", line 1966, in _execute_child
  /posix_spawn/, // posix_spawn
  /\bPopen\(/, // process = Popen(command)
  /subprocess\./, // subprocess.run(command)
  /ProcessBuilder/, // java.lang.ProcessBuilder.start
  /child_process/, // at ChildProcess.spawn (node:internal/child_process:421:11)
  /\bspawn\b/, // Error: spawn /app/capd EPERM
  /\bexec[vlpe]*\(/, // execv(path)
  /\bin [`'](?:Kernel#)?(?:exec|spawn|system)'/, // web.rb:1:in 'Kernel#exec'
]);

/** Programs that start others, and name themselves before the path. */
const STARTERS = /dumb-init|tini|catatonit|s6-\w+|supervisord?|env|nice|nohup|timeout|setpriv|su-exec|gosu|runuser|start-stop-daemon|chpst/;
const STARTER_REFUSED = sequence([
  new RegExp(`^\\[?(?:FATAL )?(?:${STARTERS.source})\\b`),
  /[^:\]]*[:\]](?:.*[\s"'‘])?(?<path>\/[^\s:"'’]+)["'’]?(?: failed)?: Operation not permitted$/,
], 'i');

/** Programs that start others, in words of their own. */
const EXEC_REFUSED = alternatives([
  // execv(/usr/lib/dovecot/imap-login) failed: Operation not permitted
  /\bexecv[pe]*\(["']?(?<path>[^\s)"',]+)["']?[^)]*\) failed.*not permitted/,
  // failed to exec pid1: Operation not permitted
  sequence([
    /(?:failed to|unable to|can(?:'|no)t|could ?n(?:'|o)t|error:?) (?:run command|exec(?:ute|ing)?|spawn)\b/,
    /(?: (?:command|child|program|process|pid1))?:? ?["'`‘]?(?<other>[^\s"'`’:]+)?["'`’]?/,
    /.*(?:operation not permitted\.?$|\bEPERM\b)/,
  ]),
  // unable to run '/usr/bin/caddy': Operation not permitted
  /(?:run|start) ["'`‘]?(?<sixth>\/[^\s"'`’:]+)["'`’]?: operation not permitted$/,
  /\bfork\/exec (?<third>\/(?!proc\/)[^\s:]+): operation not permitted/, // fork/exec /usr/bin/caddy: operation not permitted
  /\bspawn(?:Sync)? (?<fourth>\S+ )?EPERM\b/, // Error: spawnSync /usr/local/sbin/capd EPERM
  // Cannot run program "/usr/bin/caddy": error=1, Operation not permitted
  /Cannot run program "(?<fifth>[^"]+)".*(?:error=1,|not permitted)/,
], 'i');

/** Programs whose setuid bit has no effect. */
const NEEDS_SETUID = alternatives([
  /must be (?:suid|setuid|run from a terminal as root)/, // su: must be suid to work properly
  /effective (?:uid|user id) is not 0/, // sudo: effective uid is not 0, is /usr/bin/sudo on a file system with the 'nosuid' option set
  /no new privileges/, // sudo: The "no new privileges" flag is set
  /must be owned by uid 0 and have the setuid bit/, // sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set
  // su: cannot set groups: Operation not permitted
  /\b(?:su|sudo|doas|newgrp): .*(?:must be (?:root|superuser)|set ?(?:uid|gid|groups)|are you root|lacking privilege)/,
  /\bsu: .*Authentication failure/, // su: Authentication failure
  /runuser: may not be used by non-root/, // runuser: may not be used by non-root users
  /sudo: (?:unable to|PERM)/, // sudo: unable to change to root gid: Operation not permitted
], 'i');

/** Programs that report a forbidden system call in words of their own. */
const REFUSED_CALL_IN_OWN_WORDS = alternatives([
  /\bping6?: .*(?:permission|permitted|root)/, // ping: permission denied (are you root?)
  /\bmount: .*are you root/, // mount: permission denied (are you root?)
  /mount: .*must be superuser/, // mount: /mnt: must be superuser to use mount.
  /(?:can't|cannot) set date/, // date: can't set date: Operation not permitted
  /read kernel buffer failed/, // dmesg: read kernel buffer failed: Operation not permitted
  /\bsocket: operation not permitted/, // socket: Operation not permitted
  /settimeofday/, // settimeofday: Operation not permitted
  /permission to perform this capture/, // tcpdump: eth0: You don't have permission to perform this capture on that device
  /\bmknod\b.*not permitted/, // mknod: /tmp/null: Operation not permitted
  /RTNETLINK answers: Operation not permitted/, // RTNETLINK answers: Operation not permitted
  /Unable to access interface: Operation not permitted/, // Unable to access interface: Operation not permitted
  /mlock syscall is not available/, // This usually means that the mlock syscall is not available.
  /Failed to lock memory/, // Error initializing core: Failed to lock memory: cannot allocate memory
  /\bmlock(?:all)?\b.*(?:failed|cannot allocate memory)/, // mlockall() failed: Cannot allocate memory
  /memory locking requested\b.*not locked/, // memory locking requested for elasticsearch process but memory is not locked
  /\/dev\/(?:net\/tun|fuse|kvm|ppp)\b.*(?:no such|denied|not permitted|cannot open)/, // open("/dev/net/tun", 02, 0666): Permission denied
  // ERROR: Cannot open TUN/TAP dev /dev/net/tun: No such file or directory
  /(?:cannot|can't|failed to) open\b.*\/dev\/(?:net\/tun|fuse|kvm|ppp)\b/,
  /fuse: device not found/, // fuse: device not found, try "modprobe fuse" first
  /fusermount\d?: .*(?:not permitted|denied|failed)/, // fusermount3: mount failed: Operation not permitted
], 'i');

/** Calls that the seccomp profile, or a missing capability, refuses. */
const REFUSED_CALL = alternatives([
  // unshare: unshare(0x10000000): Operation not permitted
  sequence([
    /\b(?:unshare|clone3?|CLONE_NEW\w+|setns|uid_map|gid_map|newuidmap|newgidmap|new namespace|user namespace)\b/,
    /.*(?:not permitted|EPERM|permission denied)/,
  ]),
  /\b(?:mount|umount2?|pivot_root)\b.*(?:not permitted|EPERM|permission denied)/, // mount: /mnt: permission denied.
  // ptrace(PTRACE_SEIZE, 1): Operation not permitted
  /\b(?:ptrace|bpf|klogctl|io_uring\w*|perf_event_open|userfaultfd|personality)\b.*(?:not permitted|EPERM|permission denied)/,
  /\b(?:keyctl\w*|add_key)\b.*(?:not permitted|EPERM|permission denied)/, // keyctl_search: Permission denied
  /\b(?:mlock(?:all)?|mbind|(?:get|set)_mempolicy)\b.*(?:not permitted|EPERM|permission denied)/, // mlock: Operation not permitted
  // iptables: Permission denied
  /\b(?:SOCK_RAW|raw socket|iptables|nft|tun|SO_BINDTODEVICE|setsockopt|ioctl|SIOC[A-Z]+)\b.*(?:not permitted|EPERM|permission denied)/,
  /\b(?:sethostname|RNDADDENTROPY)\b.*(?:not permitted|EPERM|permission denied)/, // sethostname: Operation not permitted
  /\b(?:capset|cap_set_proc|prctl|CAP_\w+)\b.*(?:not permitted|EPERM|permission denied)/, // capset: Operation not permitted
  /(?:operation not permitted|EPERM).*\b(?:unshare|clone|mount|ptrace|bpf|io_uring|namespace)/, // Operation not permitted: cannot clone
  /No usable sandbox/, // [FATAL:zygote_host_impl_linux.cc(132)] No usable sandbox!
  /Failed to move to new namespace/, // Failed to move to new namespace: PID namespaces supported
  /bwrap: (?:No permissions|Creating new namespace)/, // bwrap: No permissions to create new namespace
  /seccomp/, // seccomp: Operation not permitted
], 'i');

/** Programs and daemons that write their name before the path, and start nothing. */
const NAMES_ITSELF = new RegExp(`^(?:${[
  'chown', 'chmod', 'chgrp', 'touch', 'cp', 'mv', 'rm', 'ln', 'mkdir', 'mknod', 'mount', 'umount', 'install', 'tar', 'find', 'sed',
  'setfattr', 'setfacl', 'chattr', 'date', 'ping6?', '[\\w-]+d',
].join('|')}): `);

const SIGNS: readonly Sign[] = [
  { in: 'log', text: /\bexec:? ?["']?(?<path>\/[^\s:"']+)["']?: operation not permitted/i, weight: 80 },
  // A shell, with its name, the name of its script, and the line: `/entry.sh: line 56: /opt/sbin/slapadd: Operation not permitted`.
  {
    in: 'log',
    text: sequence([
      /^(?:\S+: )?(?:exec: )?(?:(?:line )?\d+: )?(?:exec: |can't execute |exec )*/,
      /["']?(?<path>(?:\/[^\s:"']+|(?<=(?<![\w-])exec: ["']?)[\w.+-]+))["']?(?: failed)?: Operation not permitted$/,
    ], 'i'),
    weight: 78,
    when: ({ line: { text }, facts }) => !NAMES_ITSELF.test(text) || /\bexec\b/.test(text.split(facts.path!)[0]),
  },
  // Programs that start others, in words of their own.
  { in: 'log', text: EXEC_REFUSED, weight: 79 },
  { in: 'log', text: STARTER_REFUSED, weight: 79 },
  { in: 'log', text: /^\[(?:FATAL tini \(\d+\)\] exec|dumb-init\]) (?<path>[\w.+-]+)(?: failed)?: Operation not permitted$/i, weight: 79 },
  {
    in: 'log',
    text: sequence([
      /^(?:env|nice|ionice|chrt|taskset|xargs|find|time|watch|strace|unshare): /,
      /(?:exec|['‘]?(?<path>[\w./+-]+)['’]?): Operation not permitted$/,
    ]),
    weight: 79,
  },
  // Python and Ruby name the program in the traceback, or not at all.
  {
    in: 'log',
    text: alternatives([
      // PermissionError: [Errno 1] Operation not permitted: '/usr/bin/capd'
      /(?:PermissionError|OSError): \[Errno 1\] Operation not permitted(?:: ['"](?<path>[^'"]+)['"])?$/,
      /Errno::EPERM/, // Errno::EPERM
      // Operation not permitted - /usr/bin/capd (Errno::EPERM)
      /Operation not permitted - (?<other>\S+) \(Errno::EPERM\)/,
    ]),
    weight: 77,
    when: (found) => startsProgram(found),
  },
  { in: 'log', text: /exec user process caused:? "?operation not permitted/, weight: 80 },
  { in: 'cluster', text: /exec:? ?"?(?<path>\/[^"\s:]+)"?: operation not permitted/i, weight: 93 },
];

function programPath({ facts: { path, other, third, fourth, fifth, sixth } }: SignMatch): string | undefined {
  return path ?? other ?? third ?? fourth?.trim() ?? fifth ?? sixth;
}

/** Whether the lines above an error start another program. */
function startsProgram({ line }: SignMatch): boolean {
  const before = (line.around ?? '').split(line.text)[0];
  return NOT_PERMITTED.test(line.text) && STARTS.test(before || line.text);
}

const RAW_SOCKET = /\braw[-_ ]?socket\b|\bSOCK_RAW\b|\bpcap\b|\bicmp\b/i;

/** The capabilities that a program has in its file. */
interface FileCapabilities {
  readonly names: readonly string[];
  /** The source: the image itself, the known facts about the image or the program, or else the most frequent capability. */
  readonly source: 'image' | 'knowledge' | 'guess';
  /** Whether Pod Security "restricted" admits them. */
  readonly areAllowed: boolean;
}

const MOST_FREQUENT = 'NET_BIND_SERVICE';
/** Programs that distributions install with a capability. */
const PROGRAMS: readonly (readonly [program: RegExp, capability: string])[] = [
  [/\/(?:imap|pop3|submission|managesieve|lmtp)-(?:login|urlauth)$|\/dovecot\/\S*login$/, 'SYS_CHROOT'],
  [/(?:^|\/)(?:ping6?|arping|fping|traceroute6?|mtr(?:-packet)?|tcpdump|dumpcap|nmap|clockdiff|tracepath)$/, 'NET_RAW'],
  [/(?:^|\/)(?:newuidmap)$/, 'SETUID'],
  [/(?:^|\/)(?:newgidmap)$/, 'SETGID'],
  [/(?:^|\/)(?:vault|bao)$/, 'IPC_LOCK'],
];

/** The capabilities in the file of a program. */
function capabilitiesOf(known: AllKnown | undefined, program: string | undefined): FileCapabilities {
  const own = program === undefined ? undefined : inImage(known, program);
  const [, byProgram] = PROGRAMS.find(([pattern]) => pattern.test(program ?? '')) ?? [];
  const named = own ?? (byProgram === undefined ? known?.facts.fileCapabilities : [byProgram]);
  const names = named ?? [MOST_FREQUENT];
  const otherSource = named ? 'knowledge' : 'guess';
  return { names, source: own ? 'image' : otherSource, areAllowed: names.every((name) => name === MOST_FREQUENT) };
}

/** The capabilities in the lock file. A log may name a program without its folder. */
function inImage(known: AllKnown | undefined, program: string): readonly string[] | undefined {
  const all = known?.own?.platforms.flatMap(({ capabilities = {} }) => Object.entries(capabilities)) ?? [];
  return all.find(([path]) => path === program || (!program.includes('/') && path.endsWith(`/${program}`)))?.[1];
}

/** Operations of the kernel that need a capability. */
export const CAPABILITY_CAUSES: readonly CatalogedCause[] = [
  {
    id: 'file-capability',
    title: 'the program has a capability in its file that the container drops',
    why: 'The kernel does not start a program with file capabilities that the container '
      + 'must not have, because the container has `drop: [ALL]` without `add`.',
    standsBeside: true,
    signs: SIGNS.map((sign) => ({ ...sign, when: (found) => !CHANGES_OWNER.test(found.line.text) && (sign.when?.(found) ?? true) })),
    fix: (found) => {
      const path = programPath(found);
      const { names, source, areAllowed } = capabilitiesOf(found.evidence.known, path);
      const name = names.join(', ');
      const needs = source === 'guess'
        ? `${name} is a guess: it is the most frequent capability, and the log does not contain the capability`
        : `The program needs ${name}`;
      const check = source === 'image' ? ', according to the lock file' : `; \`getcap ${path ?? '-r /'}\` in the image prints it`;
      return {
        do: areAllowed
          ? `add the capability of the file. ${needs}${check}. Or remove it from the file `
            + `when you build the image: \`setcap -r ${path ?? 'FILE'}\``
          : `remove the capability from the file when you build the image: \`setcap -r ${path ?? 'FILE'}\`. `
            + `${needs}, and Pod Security "restricted" admits only NET_BIND_SERVICE`,
        ...areAllowed ? {
          typescript: `// of the container: securityContext: { capabilities: { drop: [Capability.ALL], add: [Capability.${name}] } },`,
          yaml: containerYaml(found, 'securityContext:', `  capabilities: { drop: [ALL], add: [${name}] }`),
          settings: '# add the capability in the manifest: harden keeps NET_BIND_SERVICE',
        } : {
          yaml: `# in the Dockerfile: RUN setcap -r ${path ?? 'FILE'}`,
        },
      };
    },
    example: { source: 'log', text: 'exec /coredns: operation not permitted' },
  },
  {
    id: 'setuid-program',
    title: 'a program such as su or sudo cannot become root',
    why: 'With `allowPrivilegeEscalation: false`, the setuid bit has no effect.',
    signs: [{ in: 'log', text: NEEDS_SETUID, weight: 77 }],
    fix: (found) => ({
      do: 'start the program without su, sudo or doas: the container runs as its user from the start',
      typescript: '// of the container: command: [PROGRAM]; and runAs of the workload',
      yaml: containerYaml(found, 'command: [PROGRAM]   # without su, sudo, gosu'),
    }),
    example: { source: 'log', text: 'sudo: The "no new privileges" flag is set, which prevents sudo from running as root.' },
  },
  {
    id: 'system-call-forbidden',
    title: 'a system call is forbidden by the seccomp profile, or needs a capability',
    why: 'RuntimeDefault forbids namespaces, mounts, bpf, keyrings and other calls that a container without capabilities rarely needs.',
    signs: [
      { in: 'log', text: REFUSED_CALL, weight: 75, when: ({ line }) => line.level !== 'info' },
      // Programs that ask for their calls in words of their own.
      { in: 'log', text: REFUSED_CALL_IN_OWN_WORDS, weight: 76 },
      { in: 'log', text: /fork\/exec \/proc\/self\/exe: operation not permitted/, weight: 81 },
      {
        in: 'log',
        text: alternatives([
          /\bpthread_create\b.*(?:not permitted|EPERM|errno[ =:]*1\b)/, // pthread_create failed: Operation not permitted
          /failed to create new OS thread\b.*errno=1\b/, // runtime: failed to create new OS thread (have 2 already; errno=1)
          /\bthread failed to start\b/, // the thread failed to start
        ], 'i'),
        weight: 76,
      },
      // Node.js and others name the socket only in the calls below the error.
      {
        in: 'log',
        text: /^(?:\w*Error: )?(?:\[Errno 1\] )?Operation not permitted$/,
        weight: 72,
        when: ({ line }) => RAW_SOCKET.test(line.around ?? ''),
      },
    ],
    fix: ({ line }) => callFix(`${line.call ?? ''} ${line.text} ${RAW_SOCKET.exec(line.around ?? '')?.[0] ?? ''}`),
    example: { source: 'log', text: 'unshare: unshare(0x10000000): Operation not permitted' },
  },
];
