import { Option } from 'commander';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand } from '../command';

const HELP = `
Editors start it, and communicate with it over standard input and output with
the Language Server Protocol. While you type, it shows the findings of "audit"
in Kubernetes manifests and Dockerfiles, and errors in settings, waiver and
lock files. Its code actions make the same changes as "harden". It reads the
nearest cdk8s-hardened.yaml like the other commands. It does not run programs
or open connections.

Exit codes:
  0  shut down by the editor
  1  connection lost

Neovim and VS Code: ${HOME_PAGE}/blob/main/docs/how-to/editor.md
`;

export const addLsp: AddCommand = (program, { version }) => {
  program.command('lsp')
    .description('run the language server that editors use')
    .addOption(new Option('--stdio', 'communicate over standard input and output; the only transport, which editors pass').hideHelp())
    .addOption(new Option('--clientProcessId <pid>', 'process ID of the editor, which some editors pass').hideHelp())
    .addHelpText('after', HELP)
    .action(() => {
      // Only the protocol may use standard output.
      Object.assign(console, { log: console.error, info: console.error, debug: console.error });
      const { serve }: typeof import('../../language-server/serve') = require('../../language-server/serve');
      serve(process.stdin, process.stdout, version, (code) => process.exit(code));
    });
};
