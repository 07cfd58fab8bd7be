import { withAction } from './action-command';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand } from '../command';

const HELP = `
Examples:
  cdk8s-hardened export-waivers dist --output-dir exceptions
  cdk8s-hardened export-waivers dist --waiver-file waivers.yaml --output-dir exceptions

Exit codes:
  0  the exceptions are written
  2  an input, an option or the settings file is invalid or cannot be read, or
     there is nothing to evaluate; nothing is written
  130  interrupted, 143 if by SIGTERM; nothing is written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/waivers.md
`;

export const addExportWaivers: AddCommand = (program, context) => {
  withAction(program.command('export-waivers'), context, ({ outputDir }) => ({ kind: 'exportWaivers', folder: outputDir! }))
    .description('export the waivers of findings as exceptions for Trivy, Kubescape and Kyverno')
    .option('--waiver-file <file>', 'waiver file, instead of the waivers on objects')
    .requiredOption('--output-dir <folder>', 'folder for the files of each scanner')
    .addHelpText('after', HELP);
};
