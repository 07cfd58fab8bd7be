import { CompletedCommand, CompletedOption, onlyParts, Values, withoutParts, commandPath } from './definitions';

/**
 * For bash 3.2 or newer, without the package bash-completion. If the script offers no word, bash completes file names. Where no file is
 * expected, the script turns this off, which needs bash 4.
 */
export function bashScript(commands: readonly CompletedCommand[], options: readonly CompletedOption[]): string {
  return `# Completion of cdk8s-hardened for bash, printed by \`cdk8s-hardened completion bash\`.
_cdk8s_hardened() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  # "=" is a word of its own: in --option=value, --option name=value, and --option=name=value.
  local equals=0 named=0
  if [[ $cur == = ]]; then
    equals=$COMP_CWORD cur=
  elif [[ $prev == = ]]; then
    equals=$((COMP_CWORD - 1)) prev=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if (( equals > 1 )) && [[ $prev != -* ]]; then
    named=1 prev=\${COMP_WORDS[equals-2]}
    [[ $prev == = ]] && prev=\${COMP_WORDS[equals-3]}
  fi
  COMPREPLY=()
  if (( COMP_CWORD == 1 )); then
    case $cur in
      -*) _cdk8s_hardened_choices '${options.map(({ long }) => long).join(' ')}' ;;
      *) _cdk8s_hardened_choices '${withoutParts(commands).map(({ name }) => name).join(' ')}' ;;
    esac
    return
  fi
  if (( COMP_CWORD > 2 )); then
    case "$command \${COMP_WORDS[2]}" in
      ${onlyParts(commands).map((command) => `'${commandPath(command)}'`).join('|')}) command="$command \${COMP_WORDS[2]}" ;;
    esac
  fi
  # Behind "--" there are no options.
  local word
  for word in "\${COMP_WORDS[@]:2:COMP_CWORD-2}"; do
    if [[ $word == -- ]]; then
      _cdk8s_hardened_argument
      return
    fi
  done
  case $command:$prev in
${commands.flatMap((command) => command.options.flatMap((option) => optionCase(command, option))).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case $command in
${commands.flatMap((command) => command.options.length === 0
  ? []
  : `      '${commandPath(command)}') _cdk8s_hardened_choices '${command.options.map(({ long }) => long).join(' ')}' ;;`)
  .join('\n')}
    esac
    return
  fi
  _cdk8s_hardened_argument
}

_cdk8s_hardened_argument() {
  case $command in
${commands.map((command) => `    '${commandPath(command)}') ${actionOf(command.argument?.values ?? { kind: 'anything' })} ;;`).join('\n')}
  esac
}

_cdk8s_hardened_choices() {
  compopt +o default 2>/dev/null
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_cdk8s_hardened_names() {
  (( named )) && return
  _cdk8s_hardened_choices "$1"
  compopt -o nospace 2>/dev/null
}

_cdk8s_hardened_folders() {
  compopt +o default -o dirnames 2>/dev/null
}

_cdk8s_hardened_nothing() {
  compopt +o default 2>/dev/null
}

complete -o default -F _cdk8s_hardened cdk8s-hardened
`;
}

function optionCase(command: CompletedCommand, { short, long, valueName, values }: CompletedOption): readonly string[] {
  const patterns = [long, ...short === undefined ? [] : [short]].map((flag) => `'${commandPath(command)}:${flag}'`).join('|');
  return valueName === undefined ? [] : [`    ${patterns}) ${actionOf(values)}; return ;;`];
}

function actionOf(values: Values): string {
  switch (values.kind) {
    case 'choices': return `_cdk8s_hardened_${values.isPrefix ? 'names' : 'choices'} '${values.choices.join(' ')}'`;
    case 'files': return ':';
    case 'folders': return '_cdk8s_hardened_folders';
    case 'anything': return '_cdk8s_hardened_nothing';
  }
}
