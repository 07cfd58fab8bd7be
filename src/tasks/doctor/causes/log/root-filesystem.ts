import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { CatalogedCause, Remedy, SignMatch } from '../../cause';
import { mountOf } from '../../evidence';
import { containerYaml, seededEntry } from '../../fixes';
import { isFile, isInVolume, isMissingDirectory, isOnRoot, isWrite, isWriteWithoutReason, READ_FILE, SHELL_FILE } from '../../log-facts';
import { failedPath } from '../../log-path';
import { isHiddenIn, ownDirectoryOf } from '../../own-directories';
import { rootFix } from '../../remedies/root';
import { DENIED, EROFS, NO_ENTRY, SQLITE } from '../../words';

function isHome(found: SignMatch): boolean {
  const path = failedPath(found) ?? '';
  const own = ownDirectoryOf(found.evidence, path);
  if (own && isHiddenIn(path, own.path)) {
    return false;
  }
  // No other HOME has the startup files of a shell.
  return !(SHELL_FILE.test(path) && DENIED.test(found.line.text))
    && /^\/nonexistent(?:\/|$)|^\/(?:(?:home\/[^/]+|root)\/)?\.[\w-]+/.test(path) && mountOf(found.evidence, path) === undefined;
}

const OPENSSH = /\/\.ssh(?:\/|$)/;

/** OpenSSH takes the home directory from /etc/passwd. */
function sshFix(found: SignMatch): Remedy {
  const directory = failedPath(found)!.replace(/(\/\.ssh)\/.*/, '$1');
  return {
    do: `mount a Secret or ConfigMap with known_hosts at ${directory}, or set another file with the option \`-o `
      + 'UserKnownHostsFile=/tmp/known_hosts` (for Git in GIT_SSH_COMMAND): OpenSSH reads the home directory from /etc/passwd, and '
      + 'ignores HOME',
    typescript: "// of the container: envVariables: { GIT_SSH_COMMAND: EnvValue.fromValue('ssh -o UserKnownHostsFile=/tmp/known_hosts') }",
    yaml: containerYaml(found, 'env:', "  - { name: GIT_SSH_COMMAND, value: 'ssh -o UserKnownHostsFile=/tmp/known_hosts' }"),
    settings: "environment: { GIT_SSH_COMMAND: 'ssh -o UserKnownHostsFile=/tmp/known_hosts' }",
  };
}

/** Everyone may write an emptyDir, and it has no sticky bit. Ruby refuses such a directory for temporary files, at any path. */
function rubyFix(found: SignMatch): Remedy {
  const { image = 'IMAGE' } = found.evidence;
  const volume = mountOf(found.evidence, '/tmp')?.volume ?? 'tmp';
  return {
    do: 'set TMPDIR to a directory that is not world-writable without a sticky bit: /var/tmp with its mode in the image, or a directory '
      + 'with the mode 0700 in /tmp. Ruby refuses the root of an emptyDir, such as /tmp, because it has no sticky bit',
    typescript: 'presets: [RuntimePreset.RUBY],   // TMPDIR=/var/tmp, copied from the image',
    yaml: [
      'initContainers:',
      '  - name: temporary',
      `    image: ${image}`,
      "    command: [sh, -c, 'mkdir -p -m 0700 /tmp/own']",
      `    volumeMounts: [{ name: ${volume}, mountPath: /tmp }]`,
      '    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }',
      containerYaml(found, 'env:', '  - { name: TMPDIR, value: /tmp/own }', 'volumeMounts:', `  - { name: ${volume}, mountPath: /tmp }`),
      'volumes:',
      `  - { name: ${volume}, emptyDir: { sizeLimit: 1Gi } }`,
    ].join('\n'),
    settings: 'profile: hardened\nenvironment: { TMPDIR: /var/tmp }',
    images: seededEntry(found.evidence.image, ['/var/tmp']),
  };
}

/** Runtimes that find no directory for temporary files. */
const NO_TEMPORARY_DIRECTORY = alternatives([
  /No usable temporary directory found/, // FileNotFoundError: [Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp']
  /(?<ruby>could not find a temporary directory)/, // Dir.tmpdir: could not find a temporary directory (ArgumentError)
  /Unable to create temp ?dir/, // WebServerException: Unable to create tempDir.
  /tempnam\(\)/, // PHP Warning: tempnam(): file created in the system's temporary directory
  /(?<!-D)java\.io\.tmpdir(?!=)/, // java.io.tmpdir is set to /tmp
  /can(?:not|'t) create temp file for here-document/, // bash: line 1: cannot create temp file for here-document: Read-only file system
  /could(?: not|n't) create (?:a )?temp(?:orary)? (?:file|dir)/, // could not create temporary file
], 'i');

/** A write that fails, without its reason. */
const CANNOT_WRITE = alternatives([
  // Error: Unable to open log file /mosquitto/log/mosquitto.log for writing.
  sequence([
    /(?:unable|failed|failure|cannot|can not|can't|could not|couldn't|error)\b/,
    /.*\b(?:open|opening|creat\w+|writ\w+|lock\w*|mkdir|save|saving|log(?:ging)? to)\b/,
  ]),
  /not (?:writable|writeable)/, // /app is not writable
  /\bmkdir\b.*\bfailed\b/, // mkdir() "/var/cache/web/a" failed
  /not accessible for user/, // Folder /data is not accessible for user: 65532
], 'i');

/** Programs that write in their image, which is read-only. */
export const ROOT_FILESYSTEM: readonly CatalogedCause[] = [
  {
    id: 'read-only-file-system',
    title: 'the program writes to a read-only path',
    why: 'The root filesystem is read-only. Only mounted volumes are writable.',
    isAboutPaths: true,
    standsBeside: true,
    signs: [{ in: 'log', text: EROFS, when: (found) => isOnRoot(found) }],
    fix: rootFix,
    example: { source: 'log', text: "/bin/sh: can't create /var/cache/web/index: Read-only file system" },
  },
  {
    id: 'home-not-writable',
    title: 'the program writes in its home directory, which is / or in the image',
    why: 'A uid that is not in the /etc/passwd of the image has the home directory `/`, which is read-only.',
    isOftenSurvived: true,
    signs: [
      {
        in: 'log',
        text: alternatives([
          /not writ(?:e)?able/, // The directory is not writeable
          /were not written due to an error/, // Your settings were not written due to an error
          /requires access to a writable/, // The program requires access to a writable directory
          /\b(?:unable|failed|cannot|could not)\b.*\b(?:creat\w*|writ\w*|mkdir)\b/, // could not create the directory
        ], 'i'),
        weight: 71,
        when: isHome,
      },
      { in: 'log', text: NO_ENTRY, weight: 75, when: (found) => isHome(found) && isMissingDirectory(found) },
      { in: 'log', text: new RegExp(`(?:${EROFS.source})|(?:${DENIED.source})`, 'i'), weight: 75, when: isHome },
    ],
    fix: (found) => OPENSSH.test(failedPath(found) ?? '') ? sshFix(found) : ({
      do: `set HOME to a writable directory: it writes ${failedPath(found)}`,
      typescript: "presets: [RuntimePreset.custom('home', { environment: { HOME: '/tmp' } })],   // for "
        + 'Node.js RuntimePreset.NODE, for Python RuntimePreset.PYTHON',
      yaml: containerYaml(found, 'env:', '  - { name: HOME, value: /tmp }'),
      settings: 'environment: { HOME: /tmp }',
    }),
    example: { source: 'log', text: "Error: EROFS: read-only file system, mkdir '/.cache'" },
  },
  {
    id: 'no-temporary-directory',
    title: 'the container has no writable directory for temporary files',
    why: 'Nothing is mounted at /tmp, or TMPDIR is set to a directory that is not writable.',
    signs: [
      { in: 'log', text: NO_TEMPORARY_DIRECTORY, weight: 76 },
      // With a template of its own, mktemp may write to another directory.
      { in: 'log', text: /mktemp: (?:failed|cannot)/, weight: 76, when: (found) => /^\/(?:var\/)?tmp\b/.test(failedPath(found) ?? '/tmp') },
    ],
    fix: (found) => found.facts.ruby ? rubyFix(found) : {
      do: 'make /tmp writable, and set TMPDIR to it',
      typescript: '// nothing: hardened workloads have a writable /tmp; presets: '
        + '[RuntimePreset.JVM] and [RuntimePreset.PYTHON] set the variables',
      yaml: `${containerYaml(found, 'volumeMounts:', '  - { name: tmp, mountPath: /tmp }')}\nvolumes:\n  - { name: tmp, emptyDir: { `
        + 'sizeLimit: 1Gi } }',
      settings: 'writablePaths: [/tmp]',
    },
    example: {
      source: 'log',
      text: "FileNotFoundError: [Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp', '/usr/tmp', '/']",
    },
  },
  {
    id: 'missing-directory',
    title: 'a directory to which the program writes is missing',
    why: 'The start script normally creates the directory in /run, /var/run or /var/log. With a read-only root filesystem it '
      + 'cannot, so "No such file or directory" means that a writable directory is missing.',
    isAboutPaths: true,
    signs: [
      {
        in: 'log',
        text: sequence([
          /\b(?:directory|path|folder) ['"`]?(?<path>\/(?:var|run)\/[^\s'"`]+?)(?:\/[^\s'"`/]+\.(?:log|pid|lock|sock))?['"`]? /,
          /(?:(?:does not|doesn't) exist|(?:is )?(?:missing|not found))/,
        ], 'i'),
        weight: 70,
        when: isOnRoot,
      },
      { in: 'log', text: /[Mm]issing privilege separation directory: (?<path>\/\S+)/, weight: 72 },
      {
        in: 'log',
        text: alternatives([
          /directory nonexistent/, // sh: cannot create /run/web/pid: Directory nonexistent
          /nonexistent directory/, // nonexistent directory
          /no such file or directory/, // touch: /run/web/pid: No such file or directory
          /ENOENT/, // Error: ENOENT: no such file or directory, open '/var/run/web.pid'
          /\(2: /, // open() "/run/nginx/nginx.pid" failed (2: No such file or directory)
          /Errno 2\b/, // FileNotFoundError: [Errno 2] No such file or directory: '/run/web.pid'
          /os error 2\b/, // No such file or directory (os error 2)
          /NoSuchFileException/, // java.nio.file.NoSuchFileException: /var/run/web.pid
          /DirectoryNotFoundException/, // System.IO.DirectoryNotFoundException: Could not find a part of the path '/var/log/web/a.log'.
          /: file does not exist$/, // open /run/web/pid: file does not exist
        ], 'i'),
        when: (found) => isMissingDirectory(found),
      },
      {
        in: 'log',
        text: sequence([
          /(?<path>\/(?:(?:var\/)?(?:run|log|cache|spool|tmp)|var\/lib)\/(?!secrets)[^\s'".]+)['"]? (?:does not|doesn't) exist\b/,
          /.*\b(?:can(?:no|')t|could(?: no|n')t|failed|unable)\b.*\b(?:creat|writ|lock)/,
        ], 'i'),
        weight: 70,
        when: isOnRoot,
      },
      // The file that a program binds is a Unix socket, whether or not the error names it.
      {
        in: 'log',
        text: /\bbind(?:ing)?\b(?! (?:mount|source|param)).*no such file or directory/i,
        weight: 70,
        when: (found) => failedPath(found) === undefined,
      },
    ],
    fix: (found) => rootFix(found),
    example: { source: 'log', text: 'cannot bind UNIX socket (No such file or directory) [/var/run/web/admin.sock]' },
  },
  {
    id: 'path-not-writable',
    title: 'the program cannot write a file in its image',
    why: 'The root filesystem is read-only, or the file belongs to another user; if nothing '
      + 'is mounted at a VOLUME of the image, the error is "Permission denied".',
    isAboutPaths: true,
    signs: [
      { in: 'log', text: DENIED, when: (found) => isFile(found) && isOnRoot(found) && failedPath(found) !== undefined && isWrite(found) },
      { in: 'log', text: CANNOT_WRITE, weight: 66, when: (found) => isWriteWithoutReason(found) },
      { in: 'log', text: SQLITE, weight: 66, when: (found) => !isInVolume(found) },
      { in: 'log', text: /unable to access log file\b.*? (?<path>\/\S+) exists and is writable/i, weight: 68 },
      { in: 'log', text: /(?<!\S)(?<path>\/\S+) belongs to uid \d+ instead of \d+/, weight: 72 },
      // Redis names the line of its configuration, and the reason below it.
      {
        in: 'log',
        text: /^>>> '(?:dir|logfile|pidfile|unixsocket) "?(?<path>\/[^"']+)"?'/,
        weight: 72,
        when: ({ line }) => /FATAL CONFIG FILE ERROR[^]*(?:Permission denied|No such file|Read-only)/.test(line.around ?? ''),
      },
      // Tomcat starts without its directories, and warns only.
      {
        in: 'log',
        text: sequence([
          /(?:Failed to create work directory|scratchDir you specified:|Unable to create directory for deployment:)/,
          / \[(?<path>\/[^\]]+)\]/,
        ]),
        weight: 73,
        evenIfReady: true,
      },
      // A file in the working directory.
      {
        in: 'log',
        text: /(?:\[Errno 13\]|\bEACCES\b)[^'"]*['"](?![/.][/.])\w[\w./-]*['"]/,
        weight: 64,
        when: (found) => !READ_FILE.test(failedPath(found) ?? ''),
      },
    ],
    fix: rootFix,
    example: { source: 'log', text: 'Error: Unable to open log file /mosquitto/log/mosquitto.log for writing.' },
  },
  {
    id: 'dotnet-diagnostics',
    title: '.NET cannot write its diagnostics files',
    why: 'The runtime creates pipes and maps memory in /tmp when it starts, and fails if /tmp is not writable.',
    signs: [{
      in: 'log',
      text: /Failed to create CoreCLR|System\.IO\.FileSystem\.Watcher.*\/tmp|clr-debug-pipe|dotnet-diagnostic-\d/,
      weight: 79,
    }],
    fix: (found) => ({
      do: 'set DOTNET_EnableDiagnostics=0, and make /tmp writable',
      typescript: 'presets: [RuntimePreset.DOTNET],',
      yaml: containerYaml(found, 'env:', "  - { name: DOTNET_EnableDiagnostics, value: '0' }", 'volumeMounts:', '  - { name: tmp, '
        + 'mountPath: /tmp }')
        + '\nvolumes:\n  - { name: tmp, emptyDir: { sizeLimit: 1Gi } }',
      settings: "environment: { DOTNET_EnableDiagnostics: '0' }\nwritablePaths: [/tmp]",
    }),
    example: { source: 'log', text: 'Failed to create CoreCLR, HRESULT: 0x8007000E' },
  },
];
