import { CompletedCommand, CompletedOption, Values, withoutParts, commandPath } from './definitions';

/** For PowerShell 5.1 or newer. Where the script offers no word, PowerShell completes names of files and folders. */
export function powershellScript(commands: readonly CompletedCommand[], options: readonly CompletedOption[]): string {
  return `# Completion of cdk8s-hardened for PowerShell, printed by \`cdk8s-hardened completion powershell\`.
Register-ArgumentCompleter -Native -CommandName cdk8s-hardened -ScriptBlock {
  param($word, $ast, $position)
  $descriptions = [ordered]@{
${withoutParts(commands).map(({ name, description }) => `    ${quoted(name)} = ${quoted(description)}`).join('\n')}
  }
  # The options of each command, with the values that they take.
  $options = @{
${[optionsEntry('', options), ...commands.map((command) => optionsEntry(commandPath(command), command.options))].join('\n')}
  }
  $arguments = @{
${commands.flatMap((command) => command.argument?.values.kind === 'choices'
  ? [`    ${quoted(commandPath(command))} = ${list(command.argument.values)}`]
  : []).join('\n')}
  }

  $words = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.Extent.Text })
  $command = if ($words.Count -gt 1) { $words[1] } else { '' }
  if ($words.Count -gt 2 -and $options.ContainsKey("$command $($words[2])")) {
    $command = "$command $($words[2])"
  }
  $option = $words[-1]
  $begin = ''
  $rest = "$word"
  if ($rest -match '^(--[a-z-]+)=(.*)$') {
    $option = $Matches[1]
    $begin = "$option="
    $rest = $Matches[2]
  }
  $own = $options[$command]
  $found = @()
  if ($words -contains '--') {
    $found = $arguments[$command]
  } elseif ($null -ne $own -and $own.Contains($option) -and $null -ne $own[$option]) {
    $found = $own[$option]
  } elseif ($rest -like '-*') {
    $found = @($own.Keys | Where-Object { $_ -like '--*' })
  } elseif ($command -eq '') {
    $found = @($descriptions.Keys)
  } else {
    $found = $arguments[$command]
  }
  $found | Where-Object { $_ -and $_.StartsWith($rest) } | ForEach-Object {
    $description = if ($command -eq '' -and $descriptions.Contains($_)) { $descriptions[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new("$begin$_", $_, 'ParameterValue', $description)
  }
}
`;
}

/** The options of a command. A flag has no values: the word after it is an argument. */
function optionsEntry(words: string, options: readonly CompletedOption[]): string {
  const entries = options.flatMap(({ short, long, valueName, values }) => [long, ...short === undefined ? [] : [short]]
    .map((flag) => `      ${quoted(flag)} = ${valueName === undefined ? '$null' : list(values)}`));
  return `    ${quoted(words)} = [ordered]@{\n${entries.join('\n')}\n    }`;
}

function list(values: Values): string {
  return values.kind === 'choices' ? `@(${values.choices.map(quoted).join(', ')})` : '@()';
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, '\'\'')}'`;
}
