import type { Command } from 'commander';
import { bashScript } from './bash';
import { CompletedCommand, completedCommands, CompletedOption, completedOptions } from './definitions';
import { fishScript } from './fish';
import { powershellScript } from './powershell';
import { Shell } from './shells';
import { zshScript } from './zsh';

const SCRIPTS: { readonly [shell in Shell]: (commands: readonly CompletedCommand[], options: readonly CompletedOption[]) => string } = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** The completion script of a program, generated from its definitions. */
export function completionScript(shell: Shell, program: Command): string {
  return SCRIPTS[shell](completedCommands(program), completedOptions(program));
}
