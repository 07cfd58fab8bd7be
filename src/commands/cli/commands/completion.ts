import { Argument } from 'commander';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand } from '../command';
import { Shell, SHELLS } from '../completion/shells';

const HELP = `
Examples:
  source <(cdk8s-hardened completion bash)
  source <(cdk8s-hardened completion zsh)
  cdk8s-hardened completion fish | source
  cdk8s-hardened completion powershell | Out-String | Invoke-Expression

To have it in every shell, write the first line into ~/.bashrc, the second one
after compinit into ~/.zshrc, the output for fish into
~/.config/fish/completions/cdk8s-hardened.fish, or the last line into the file
that $PROFILE names in PowerShell.

Exit codes:
  0  the script is printed
  2  unknown shell

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/completion.md
`;

export const addCompletion: AddCommand = (program, { io }) => {
  program.command('completion')
    .description('print a script that completes commands, options and their values in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices([...SHELLS]))
    .addHelpText('after', HELP)
    .action((shell: Shell) => {
      const { completionScript }: typeof import('../completion/script') = require('../completion/script');
      io.stdout.write(completionScript(shell, program));
    });
};
