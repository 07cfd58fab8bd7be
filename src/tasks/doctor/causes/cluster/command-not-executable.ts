import { Cause, Found } from '../../cause';
import { mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { pathOf } from '../../log-path';
import { modeInVolume } from '../../remedies/owners';
import { DENIED } from '../../words';

/** The exit code of a shell whose last command may not be executed. */
const NOT_EXECUTABLE = 126;
/** Files that programs write or read, and that nobody starts. */
const NO_PROGRAM = /\.(?:conf|cnf|ya?ml|json|toml|ini|cfg|properties|xml|env|pem|key|crt|log|pid|sock|lock|tmp)$/;

/** Whether a shell, or a program that only starts another one, ends because it cannot start the program that it names last. */
function isLastStart(found: Found): boolean {
  const { evidence: { exitCode, lines }, line } = found;
  const isLast = !lines.slice(lines.indexOf(line) + 1).some(({ source, text }) => source === 'log' && DENIED.test(text));
  return exitCode === NOT_EXECUTABLE && isLast && isProgram(found);
}

function isProgram(found: Found): boolean {
  const path = pathOf(found);
  return path !== undefined && !NO_PROGRAM.test(path);
}

/** Whether a shell names a program that it cannot start: it says the same of a file that it cannot write. */
function isStarted(found: Found): boolean {
  return isProgram(found) && /\/s?bin\//.test(pathOf(found)!) || isLastStart(found);
}

/** The calls that start a program, in the words of programs and runtimes, before its path. */
const STARTS = [
  'fork/exec', 'exec[lvpe]{0,3}', '(?:posix_)?spawn(?:Sync)?', 'cannot run program', "can't exec(?:ute)?", '(?:failed|unable) to (?:run(?: command)?|exec(?:ute)?)',
].join('|');
const STARTED = new RegExp(`(?<![\\w/.-])(?:${STARTS}):? ["'\`‘]?(?<path>\\.{0,2}/[^\\s"'\`’:,]+)["'\`’]?:? (?:error=13, )?(?:permission denied|EACCES)`, 'i');

/** Where a file gets its mode: in a volume that is no part of the image, from what writes it. */
function placeOf(found: Found): string {
  const volume = mountOf(found.evidence, pathOf(found) ?? '')?.volume;
  return volume === undefined ? 'when you build the image (`COPY --chmod=0755`, and `chmod a+x` for a closed directory above it)'
    : `where it is written to the volume ${volume} (\`chmod a+x\`)`;
}

export const commandNotExecutable: Cause = {
  id: 'command-not-executable',
  title: 'the program may not be executed',
  why: 'The file has no permission to execute for this user, is a directory, or is a script without a first line `#!`.',
  signs: [
    { in: 'cluster', text: /exec: "(?<path>[^"]+)": (?:permission denied|is a directory)/, when: ({ line }) => line.reason !== 'Unhealthy' },
    { in: 'log', text: /exec user process caused:? "?permission denied/, weight: 74 },
    { in: 'log', text: /\bexec:? ["']?(?<path>\/[^\s"']+)["']? failed: permission denied/i, weight: 74 },
    { in: 'log', text: /(?<path>[^\s"':]+)["']?: cannot execute: permission denied/i, weight: 74 },
    // More certain than the change of the user, which many of these programs make before.
    { in: 'log', text: STARTED, weight: 79, when: isProgram },
    { in: 'log', text: /^(?:env|su-exec): ["'‘]?(?<path>\.{0,2}\/[^\s"'’:]+)["'’]?: permission denied$/i, weight: 79 },
    { in: 'log', text: /\bcommand at ["'](?<path>\/[^"']+)["'] is not executable|^catatonit: failed to exec pid1: permission denied/i, weight: 79 },
    { in: 'log', text: /\bin [`'](?:Kernel#)?(?:exec|spawn|system|popen3?)': permission denied - (?<path>\S+)/i, weight: 79 },
    { in: 'log', text: DENIED, weight: 79, when: (found) => /, in _execute_child$/m.test(found.line.around ?? '') && /\[Errno 13\]/.test(found.line.text) && isProgram(found) },
    { in: 'log', text: DENIED, weight: 74, when: (found) => /^(?:\S*\/)?[\w.-]*sh:/.test(found.line.text) && isLastStart(found) },
    { in: 'log', text: /^\[dumb-init\] (?<path>\S+): permission denied$/i, weight: 74 },
    { in: 'log', text: /^\S+: (?:line )?\d+: (?<path>\/[^\s"':]+): permission denied$/i, weight: 74, when: isStarted },
    // A shell that a script is given to, or that starts one by a path below its working directory.
    { in: 'log', text: /^(?:\S*\/)?[\w.-]*sh: (?:line )?(?:\d+: )?(?<path>[\w.-]+(?:\/[\w.-]+)+): permission denied$/i, weight: 73, when: ({ evidence, facts }) => evidence.exitCode === 126 || /\.sh$|(?:^|\/)\.?s?bin\//.test(facts.path!) },
    { in: 'log', text: /^(?:(?:\/\S*\/)?\w*sh: (?:line )?(?:\d+: )?|exec:? |env: )*(?:can't execute )?["']?(?<path>\.{0,2}\/[^\s"':]+)["']?: permission denied$/i, weight: 73, when: ({ line, facts }) => /^exec|can't execute/.test(line.text) || /\.sh$|\/\.?s?bin\/|^\.\.?\//.test(facts.path ?? '') },
  ],
  fix: (found) => modeInVolume(found, pathOf(found)) ?? ({
    do: `make ${pathOf(found) ?? 'the program'} executable for every user ${placeOf(found)}, or start it by its interpreter`,
    typescript: `// of the container: command: ['sh', '${pathOf(found) ?? 'FILE'}']`,
    yaml: containerYaml(found, `command: [sh, ${pathOf(found) ?? 'FILE'}]`),
  }),
  example: { source: 'cluster', reason: 'StartError', text: 'runc create failed: unable to start container process: error during container init: exec: "/etc/passwd": permission denied' },
};
