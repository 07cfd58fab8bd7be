import { CompletedCommand, CompletedOption, onlyParts, Values, withoutParts, commandPath } from './definitions';

/** For fish, with a line for each command, option and argument. */
export function fishScript(commands: readonly CompletedCommand[], options: readonly CompletedOption[]): string {
  const lines = [
    ...withoutParts(commands).map(({ name, description }) =>
      line('-n __cdk8s_hardened_begins', '-f', `-a ${name}`, `-d ${quoted(description)}`)),
    ...options.map((option) => optionLine('-n __cdk8s_hardened_begins', option)),
    ...commands.flatMap((command) => {
      const condition = `-n ${quoted(`__cdk8s_hardened_runs ${commandPath(command)}`)}`;
      return [
        line(condition, ...valuesOf(command.argument?.values ?? { kind: 'anything' })),
        ...command.options.map((option) => optionLine(condition, option)),
      ];
    }),
  ];
  return `# Completion of cdk8s-hardened for fish, printed by \`cdk8s-hardened completion fish\`.
function __cdk8s_hardened_begins
  test (count (commandline -opc)) -eq 1
end

function __cdk8s_hardened_runs
  set -l words (commandline -opc)
  set -l command $words[2]
  switch "$words[2..3]"
    case ${onlyParts(commands).map((command) => `'${commandPath(command)}'`).join(' ')}
      set command $words[2..3]
  end
  test "$command" = "$argv"
end

# The text before "=", or a file after it.
function __cdk8s_hardened_parts
  set -l parts (commandline -ct | string replace -r '^--[^=]*=' '' | string split -m 1 =)
  if test (count $parts) -eq 1
    printf '%s\\n' $argv
  else
    for path in (__fish_complete_path $parts[2])
      echo $parts[1]=$path
    end
  end
end

complete -c cdk8s-hardened -e
${lines.join('\n')}
`;
}

function optionLine(condition: string, { short, long, valueName, description, values }: CompletedOption): string {
  return line(
    condition, ...short === undefined ? [] : [`-s ${short.slice(1)}`], `-l ${long.slice(2)}`,
    ...valueName === undefined ? ['-f'] : ['-r', ...valuesOf(values)], `-d ${quoted(description)}`,
  );
}

function line(...parts: readonly string[]): string {
  return ['complete -c cdk8s-hardened', ...parts].join(' ');
}

function valuesOf(values: Values): readonly string[] {
  switch (values.kind) {
    case 'choices': return [
      '-f',
      `-a ${quoted(values.isPrefix ? `(__cdk8s_hardened_parts ${values.choices.join(' ')})` : values.choices.join(' '))}`,
    ];
    case 'files': return ['-F'];
    case 'folders': return ['-f', '-a \'(__fish_complete_directories)\''];
    case 'anything': return ['-f'];
  }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
