import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand } from '../command';

const HELP = `
Examples:
  cdk8s-hardened init

It looks at the manifests, charts, kustomizations and Dockerfiles below the
working directory. It writes the strictest profile that finds no errors, the
values files of charts that need them, and exclusions for third-party files and
for charts and kustomizations that do not render. Then it prints the next steps.

Exit codes:
  0  the settings file is written
  2  the file exists already, or cannot be written

Settings: ${HOME_PAGE}/blob/main/docs/how-to/settings-file.md
`;

export const addInit: AddCommand = (program, { io, setExitCode }) => {
  program.command('init')
    .description('write a first cdk8s-hardened.yaml for the files in the working directory')
    .addHelpText('after', HELP)
    .action(async () => {
      const { runInit }: typeof import('../run-init') = require('../run-init');
      setExitCode(await runInit(io));
    });
};
