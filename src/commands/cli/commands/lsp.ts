import { Option } from 'commander';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand } from '../command';

const HELP = `
Editors start it, and talk to it over standard input and output by the Language Server Protocol. It finds what the command audit finds, in Kubernetes
manifests and Dockerfiles while you type, and in settings, waiver and lock files what is invalid. Its code actions make the changes of the command
harden. It reads the nearest cdk8s-hardened.yaml as the other commands do, runs no programs, and opens no connections.

Exit codes:
  0  the editor ended it
  1  the editor is gone

Neovim and VS Code: ${HOME_PAGE}/blob/main/docs/how-to/editor.md
`;

export const addLsp: AddCommand = (program, { version }) => {
  program.command('lsp')
    .description('run the language server that editors use')
    .requiredOption('--stdio', 'talk over standard input and output')
    .addOption(new Option('--clientProcessId <pid>', 'process of the editor, which some pass').hideHelp())
    .addHelpText('after', HELP)
    .action(() => {
      // Only the protocol may use standard output.
      Object.assign(console, { log: console.error, info: console.error, debug: console.error });
      const { serve }: typeof import('../../language-server/serve') = require('../../language-server/serve');
      serve(process.stdin, process.stdout, version, (code) => process.exit(code));
    });
};
