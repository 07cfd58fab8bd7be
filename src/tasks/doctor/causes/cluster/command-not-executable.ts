import { Cause, Found } from '../../cause';
import { containerYaml } from '../../fixes';
import { modeInVolume } from '../../remedies/owners';
import { DENIED } from '../../words';

/** The exit code of a shell whose last command may not be executed. */
const NOT_EXECUTABLE = 126;
/** Files that programs write or read, and that nobody starts. */
const NO_PROGRAM = /\.(?:conf|cnf|ya?ml|json|toml|ini|cfg|properties|xml|env|pem|key|crt|log|pid|sock|lock|tmp)$/;

/** Whether a shell names a program that it cannot start: it says the same of a file that it cannot write. */
function isStarted({ evidence: { exitCode, lines }, line, facts: { path = '' } }: Found): boolean {
  const isLast = !lines.slice(lines.indexOf(line) + 1).some(({ source, text }) => source === 'log' && DENIED.test(text));
  return !NO_PROGRAM.test(path) && (/\/s?bin\//.test(path) || (exitCode === NOT_EXECUTABLE && isLast));
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
    { in: 'log', text: /^\[dumb-init\] (?<path>\S+): permission denied$/i, weight: 74 },
    { in: 'log', text: /^\S+: (?:line )?\d+: (?<path>\/[^\s"':]+): permission denied$/i, weight: 74, when: isStarted },
    // A shell that a script is given to, or that starts one by a path below its working directory.
    { in: 'log', text: /^(?:\S*\/)?[\w.-]*sh: (?:line )?(?:\d+: )?(?<path>[\w.-]+(?:\/[\w.-]+)+): permission denied$/i, weight: 73, when: ({ evidence, facts }) => evidence.exitCode === 126 || /\.sh$|(?:^|\/)\.?s?bin\//.test(facts.path!) },
    { in: 'log', text: /^(?:(?:\/\S*\/)?\w*sh: (?:line )?(?:\d+: )?|exec:? |env: )*(?:can't execute )?["']?(?<path>\.{0,2}\/[^\s"':]+)["']?: permission denied$/i, weight: 73, when: ({ line, facts }) => /^exec|can't execute/.test(line.text) || /\.sh$|\/\.?s?bin\/|^\.\.?\//.test(facts.path ?? '') },
  ],
  fix: (found) => modeInVolume(found, found.facts.path) ?? ({
    do: `make ${found.facts.path ?? 'the program'} executable for every user when you build the image (\`COPY --chmod=0755\`), or start it by its interpreter`,
    typescript: `// of the container: command: ['sh', '${found.facts.path ?? 'FILE'}']`,
    yaml: containerYaml(found, `command: [sh, ${found.facts.path ?? 'FILE'}]`),
  }),
  example: { source: 'cluster', reason: 'StartError', text: 'runc create failed: unable to start container process: error during container init: exec: "/etc/passwd": permission denied' },
};
