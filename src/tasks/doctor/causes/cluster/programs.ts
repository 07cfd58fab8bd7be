import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { repositoryOf } from '../../../../formats/manifest/image';
import { CatalogedCause, SignMatch } from '../../cause';
import { FailureEvidence, EvidentMount, mountOf } from '../../evidence';
import { containerYaml, seedYaml } from '../../fixes';
import { failedPath } from '../../log-path';
import { modeInVolume } from '../../remedies/owners';
import { userFix } from '../../remedies/user';
import { DENIED } from '../../words';

/** The directories of programs that are named without a path. */
const PATH_DIRECTORIES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

function hidingMount(evidence: FailureEvidence, program: string): EvidentMount | undefined {
  const paths = program.startsWith('/') ? [program] : PATH_DIRECTORIES;
  return paths.map((path) => mountOf(evidence, path)).find((mount) => mount !== undefined);
}

/** The exit code of a shell whose last command may not be executed. */
const NOT_EXECUTABLE = 126;
/** Endings of files that are not programs. */
const NO_PROGRAM = /\.(?:conf|cnf|ya?ml|json|toml|ini|cfg|properties|xml|env|pem|key|crt|log|pid|sock|lock|tmp)$/;

/** True if a shell or a similar program ends because it cannot start the last program in its log. */
function isLastStart(found: SignMatch): boolean {
  const { evidence: { exitCode, lines }, line } = found;
  const isLast = !lines.slice(lines.indexOf(line) + 1).some(({ source, text }) => source === 'log' && DENIED.test(text));
  return exitCode === NOT_EXECUTABLE && isLast && isProgram(found);
}

function isProgram(found: SignMatch): boolean {
  const path = failedPath(found);
  return path !== undefined && !NO_PROGRAM.test(path);
}

/** True if the shell cannot start a program. It has the same message for a file that it cannot write. */
function isStarted(found: SignMatch): boolean {
  return isProgram(found) && /\/s?bin\//.test(failedPath(found)!) || isLastStart(found);
}

/** The calls that start a program, in the words of programs and runtimes, before its path. */
const STARTS = [
  'fork/exec', 'exec[lvpe]{0,3}', '(?:posix_)?spawn(?:Sync)?', 'cannot run program', "can't exec(?:ute)?",
  '(?:failed|unable) to (?:run(?: command)?|exec(?:ute)?)',
].join('|');
const STARTED = new RegExp(`(?<![\\w/.-])(?:${STARTS}):? `
  + '["\'`‘]?(?<path>\\.{0,2}/[^\\s"\'`’:,]+)["\'`’]?:? (?:error=13, )?(?:permission denied|EACCES)', 'i');

/** The place where the file gets its mode: the build of the image, or the program that writes the volume. */
function permissionPlace(found: SignMatch): string {
  const volume = mountOf(found.evidence, failedPath(found) ?? '')?.volume;
  return volume === undefined ? 'when you build the image (`COPY --chmod=0755`, and `chmod a+x` for a closed directory above it)'
    : `where it is written to the volume ${volume} (\`chmod a+x\`)`;
}

/** A container runtime or an init process cannot execute the program of the container. */
const OWN_START = alternatives([
  /^(?:\[[^\]]*\] )?exec\b/, // [FATAL tini (7)] exec /app/run failed: Permission denied
  /\bexec user process\b/, // standard_init_linux.go:228: exec user process caused: permission denied
  /\bfailed to exec pid1\b/, // catatonit: failed to exec pid1: permission denied
  /^\[dumb-init\]/, // [dumb-init] /app/run: Permission denied
], 'i');

/** True if the container starts with this program. Another program starts all others, and `command` must not replace that one. */
function isOwnProgram(found: SignMatch): boolean {
  const { line: { source, text, reason = '' }, evidence: { command = [] } } = found;
  return source === 'cluster' ? !/hook/i.test(reason) : OWN_START.test(text) || command[0] === failedPath(found);
}

/** Programs that the container runtime cannot execute. */
export const PROGRAMS: readonly CatalogedCause[] = [
  {
    id: 'command-hidden',
    title: 'a volume hides the program of the image',
    why: 'A volume at or above the directory of a program shows its own files there, and hides the files of the image.',
    signs: [{
      in: 'cluster',
      text: /exec: "(?<path>[^"]+)": (?:stat (?:\/[^:]+): no such file or directory|executable file not found in \$PATH)/,
      weight: 93,
      when: ({ evidence, facts, line }) => line.reason !== 'Unhealthy' && hidingMount(evidence, facts.path!) !== undefined,
    }],
    fix: ({ evidence, facts }) => {
      const { path, volume } = hidingMount(evidence, facts.path!) ?? { path: 'PATH', volume: 'VOLUME' };
      return {
        do: `mount the volume ${volume} at a directory without programs instead of ${path}, or copy the files of the image into it first`,
        typescript: `writablePaths: [WritablePath.fromImage('${path}')],   // instead of emptyDir: copies the files of the image`,
        yaml: `initContainers:\n${seedYaml('seed', evidence.image ?? 'IMAGE', path, volume)}`,
        images: '- { repository: '
          + `${evidence.image === undefined ? 'IMAGE' : repositoryOf(evidence.image)}, writablePaths: [{ path: ${path}, kind: seeded }] }`,
        settings: 'profile: hardened',
      };
    },
    example: {
      source: 'cluster',
      reason: 'StartError',
      text: 'runc create failed: unable to start container process: exec: "/opt/app": stat /opt/app: no such file or directory',
      with: { mounts: [{ path: '/opt', volume: 'data', readOnly: false }] },
    },
  },
  {
    id: 'command-missing',
    title: 'the image does not have the program',
    why: 'The program in `command` does not exist in the image. Many images have no shell, and the interpreter of a script may be missing.',
    signs: [
      {
        in: 'cluster',
        text: /exec: "(?<path>[^"]+)": (?:executable file not found in \$PATH|stat [^:]+: no such file or directory)/,
        when: ({ line }) => line.reason !== 'Unhealthy',
      },
      {
        in: 'cluster',
        text: /(?:exec|container_linux).*"(?<path>[^"]+)".*no such file or directory/,
        weight: 80,
        when: ({ line }) => !/ to rootfs /.test(line.text)
          && (line.reason === 'StartError' || line.reason === 'ContainerCannotRun' || line.reason === 'RunContainerError'),
      },
      { in: 'log', text: /exec user process caused:? "?no such file or directory/ },
      // A script whose last command is not there ends with 127.
      {
        in: 'log',
        text: /^(?:\S+: )?(?:line )?\d+: (?:exec: )?(?<path>[\w./+-]+): (?:command )?not found$/,
        weight: 62,
        when: ({ evidence }) => evidence.exitCode === 127,
      },
      { in: 'log', text: /^exec (?<path>\/\S+): no such file or directory/ },
    ],
    fix: (found) => ({
      do: `correct the command${found.facts.path ? ` ${found.facts.path}` : ''}, remove it to `
        + 'use the command of the image, or add the program to the image',
      typescript: '// of the container: command: [...], args: [...]; or neither',
      yaml: containerYaml(found, 'command: [PROGRAM]   # or remove it'),
    }),
    example: {
      source: 'cluster',
      reason: 'StartError',
      text: 'runc create failed: unable to start container process: error during container init: '
        + 'exec: "nosuchprogram": executable file not found in $PATH',
    },
  },
  {
    id: 'command-not-executable',
    title: 'the program is not executable',
    why: 'The file has no permission to execute for this user, is a directory, or is a script without a first line `#!`.',
    signs: [
      {
        in: 'cluster',
        text: /exec: "(?<path>[^"]+)": (?:permission denied|is a directory)/,
        when: ({ line }) => line.reason !== 'Unhealthy',
      },
      { in: 'log', text: /exec user process caused:? "?permission denied/, weight: 74 },
      { in: 'log', text: /\bexec:? ["']?(?<path>\/[^\s"']+)["']? failed: permission denied/i, weight: 74 },
      { in: 'log', text: /(?<path>[^\s"':]+)["']?: cannot execute: permission denied/i, weight: 74 },
      // More certain than a change of the user, because many of these programs also try that first.
      { in: 'log', text: STARTED, weight: 79, when: isProgram },
      { in: 'log', text: /^(?:env|su-exec): ["'‘]?(?<path>\.{0,2}\/[^\s"'’:]+)["'’]?: permission denied$/i, weight: 79 },
      {
        in: 'log',
        text: /\bcommand at ["'](?<path>\/[^"']+)["'] is not executable|^catatonit: failed to exec pid1: permission denied/i,
        weight: 79,
      },
      { in: 'log', text: /\bin [`'](?:Kernel#)?(?:exec|spawn|system|popen3?)': permission denied - (?<path>\S+)/i, weight: 79 },
      {
        in: 'log',
        text: DENIED,
        weight: 79,
        when: (found) => /, in _execute_child$/m.test(found.line.around ?? '') && /\[Errno 13\]/.test(found.line.text) && isProgram(found),
      },
      { in: 'log', text: DENIED, weight: 74, when: (found) => /^(?:\S*\/)?[\w.-]*sh:/.test(found.line.text) && isLastStart(found) },
      { in: 'log', text: /^\[dumb-init\] (?<path>\S+): permission denied$/i, weight: 74 },
      { in: 'log', text: /^\S+: (?:line )?\d+: (?<path>\/[^\s"':]+): permission denied$/i, weight: 74, when: isStarted },
      // A shell that runs a script, or starts it by a relative path.
      {
        in: 'log',
        text: /^(?:\S*\/)?[\w.-]*sh: (?:line )?(?:\d+: )?(?<path>[\w.-]+(?:\/[\w.-]+)+): permission denied$/i,
        weight: 73,
        when: ({ evidence, facts }) => evidence.exitCode === 126 || /\.sh$|(?:^|\/)\.?s?bin\//.test(facts.path!),
      },
      {
        in: 'log',
        text: sequence([
          /^(?:(?:\/\S*\/)?\w*sh: (?:line )?(?:\d+: )?|exec:? |env: )*/,
          /(?:can't execute )?["']?(?<path>\.{0,2}\/[^\s"':]+)["']?: permission denied$/,
        ], 'i'),
        weight: 73,
        when: ({ line, facts }) => /^exec|can't execute/.test(line.text) || /\.sh$|\/\.?s?bin\/|^\.\.?\//.test(facts.path ?? ''),
      },
    ],
    fix: (found) => modeInVolume(found, failedPath(found)) ?? ({
      do: `make ${failedPath(found) ?? 'the program'} executable for every user ${permissionPlace(found)}, or start it with its `
        + 'interpreter',
      ...isOwnProgram(found) ? {
        typescript: `// of the container: command: ['sh', '${failedPath(found) ?? 'FILE'}']`,
        yaml: containerYaml(found, `command: [sh, ${failedPath(found) ?? 'FILE'}]`),
      } : {},
    }),
    example: {
      source: 'cluster',
      reason: 'StartError',
      text: 'runc create failed: unable to start container process: error during container init: exec: "/etc/passwd": permission denied',
    },
  },
  {
    id: 'wrong-architecture',
    title: 'the program is made for another processor',
    why: 'The image has another architecture than the node, or the program is a script without a first line `#!`.',
    signs: [{ in: 'cluster', text: /exec format error/ }, { in: 'log', text: /exec format error|cannot execute binary file/i, weight: 80 }],
    fix: (found) => ({
      do: `build ${failedPath(found) ?? 'the image'} for the architecture of the nodes (\`docker buildx build --platform `
        + 'linux/amd64,linux/arm64`), or select nodes by `kubernetes.io/arch`; a script needs a first line `#!`',
      yaml: 'nodeSelector:\n  kubernetes.io/arch: amd64',
    }),
    example: { source: 'log', text: 'exec /app/server: exec format error' },
  },
  {
    id: 'working-directory',
    title: 'the working directory cannot be entered',
    why: 'The user does not have permission to enter the `WORKDIR` of the image, or the `workingDir` of the container.',
    signs: [{ in: 'cluster', text: /chdir to cwd \("(?<path>[^"]+)"\).*(?:permission denied|no such file)/ }],
    fix: (found) => ({
      ...userFix(found),
      do: `${userFix(found).do}; or let every user enter ${found.facts.path} (\`chmod o+x\` when you build the image)`,
    }),
    example: {
      source: 'cluster',
      reason: 'StartError',
      text: 'runc create failed: unable to start container process: chdir to cwd ("/root/app") set '
        + 'in config.json failed: permission denied',
    },
  },
];
