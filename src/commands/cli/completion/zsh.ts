import { CompletedCommand, CompletedOption, Values, withoutParts } from './definitions';

/** For zsh, with the functions of its own completion system. */
export function zshScript(commands: readonly CompletedCommand[], options: readonly CompletedOption[]): string {
  return `#compdef cdk8s-hardened
# Completion of cdk8s-hardened for zsh, printed by \`cdk8s-hardened completion zsh\`.
_cdk8s-hardened() {
  local line state
  _arguments -C ${options.map(optionSpec).join(' ')} '1:command:->command' '*::argument:->argument'
  case $state in
    command)
      local -a commands=(
${withoutParts(commands).map(({ name, description }) => `        ${quoted(`${name}:${description}`)}`).join('\n')}
      )
      _describe command commands
      ;;
    argument)
      case $line[1] in
${withoutParts(commands).map((command) => commandCase(command, commands.filter(({ parent }) => parent === command.name))).join('\n')}
      esac
      ;;
  esac
}

# Both where zsh loads it as a function of its fpath, and where it is sourced.
if [[ $funcstack[1] == _cdk8s-hardened ]]; then
  _cdk8s-hardened
else
  compdef _cdk8s-hardened cdk8s-hardened
fi
`;
}

function commandCase(command: CompletedCommand, parts: readonly CompletedCommand[]): string {
  return `        ${command.name})\n${parts.map(partLines).join('')}          ${argumentsOf(command)}\n          ;;`;
}

/** A part of a command has its own options. */
function partLines(part: CompletedCommand): string {
  return `          if (( CURRENT > 2 )) && [[ $words[2] == ${part.name} ]]; then
            shift words
            (( CURRENT-- ))
            ${argumentsOf(part)}
            return
          fi
`;
}

function argumentsOf({ options, argument }: CompletedCommand): string {
  const specs = [...options.map(optionSpec), ...argument ? [quoted(`*:${argument.name}:${actionOf(argument.values)}`)] : []];
  return `_arguments -s -S \\\n            ${specs.join(' \\\n            ')}`;
}

function optionSpec({ short, long, description, valueName, values }: CompletedOption): string {
  const explanation = `[${description.replace(/[\\[\]]/g, '\\$&')}]`;
  const value = valueName === undefined ? '' : `:${valueName.replace(/:/g, '\\:')}:${actionOf(values)}`;
  const equals = valueName === undefined ? '' : '=';
  return [
    quoted(`*${long}${equals}${explanation}${value}`),
    ...short === undefined ? [] : [quoted(`*${short}${valueName === undefined ? '' : '+'}${explanation}${value}`)],
  ].join(' ');
}

function actionOf(values: Values): string {
  switch (values.kind) {
    case 'choices': return values.isPrefix
      ? `{ if compset -P "*="; then _files; else compadd -S "" -- ${values.choices.join(' ')}; fi }`
      : `(${values.choices.join(' ')})`;
    case 'files': return '_files';
    case 'folders': return '_files -/';
    case 'anything': return ' ';
  }
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, '\'\\\'\'')}'`;
}
